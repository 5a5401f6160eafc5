package io.tocsin.aws.message;

import io.tocsin.delivery.Reply;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** One call of a service, whose answer or failure becomes a reply. */
interface Call {
  /** In the headers of an answer that is an error: the service's code for it. */
  String ERROR = "x-amzn-errortype";

  /** Returns the service's id of the message. */
  String send();

  /**
   * Makes the call. Of a failure on this side only its kind is told: messages name addresses.
   *
   * @return 200 with the message's id as the body, or the service's status with its words
   */
  static Reply reply(Account account, Call call) throws InterruptedException {
    try {
      account.credentials().resolveCredentials();
    } catch (SdkException e) {
      return new Reply.NotSent("there are no credentials for AWS");
    }
    try {
      return new Reply.Answer(200, Map.of(), call.send());
    } catch (AwsServiceException e) {
      return refusal(e);
    } catch (AbortedException e) {
      InterruptedException interrupted = new InterruptedException("while a message was sent");
      interrupted.initCause(e);
      throw interrupted;
    } catch (SdkException e) {
      return neverLeft(e)
          ? new Reply.NotSent("no connection: refused, unreachable, or host not known")
          : new Reply.Lost("no answer in time, or it broke: " + e.getClass().getSimpleName());
    }
  }

  private static Reply refusal(AwsServiceException failure) {
    Optional<AwsErrorDetails> details = Optional.ofNullable(failure.awsErrorDetails());
    Map<String, List<String>> headers = new HashMap<>();
    details
        .map(AwsErrorDetails::sdkHttpResponse)
        .ifPresent(
            response ->
                response
                    .headers()
                    .forEach(
                        (name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values))));
    headers.put(ERROR, details.map(AwsErrorDetails::errorCode).map(List::of).orElseGet(List::of));
    return new Reply.Answer(
        failure.statusCode(), headers, details.map(AwsErrorDetails::errorMessage).orElse(""));
  }

  private static boolean neverLeft(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof ConnectException
          || at instanceof NoRouteToHostException
          || at instanceof UnknownHostException
          || at instanceof SSLHandshakeException) {
        return true;
      }
    }
    return false;
  }
}
