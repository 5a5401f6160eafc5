package io.tocsin.aws.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** What every transport to a service of AWS makes of answers, and of there being none. */
@Timeout(60)
abstract class MessageTransportContract {
  static final Duration LONG = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(500);

  abstract SchemeTransport transport(Account account);

  abstract Request request(Duration timeout);

  /** The service, when it answers every call with an error. */
  Played error(int status, String code) throws IOException {
    return Played.error(status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling",
    "400, MessageRejected",
    "403, AuthorizationError",
    "404, NotFound",
    "429, Throttled",
    "500, InternalFailure",
    "503, ServiceUnavailable"
  })
  void anErrorIsAnAnswerWithItsCodeAndIsNotTriedAgain(int status, String code) throws Exception {
    try (Played service = error(status, code)) {
      Reply.Answer answer =
          assertInstanceOf(Reply.Answer.class, service.send(this::transport, request(LONG)));
      assertEquals(status, answer.status());
      assertEquals(Optional.of(code), answer.header(Call.ERROR));
      assertTrue(answer.body().contains(Played.TOKEN), answer.body());
      assertEquals(1, service.calls.size());
    }
  }

  @Test
  void anErrorThatIsNotTheServicesIsAnAnswerToo() throws Exception {
    try (Played service = new Played(502, "<html>")) {
      Reply.Answer answer =
          assertInstanceOf(Reply.Answer.class, service.send(this::transport, request(LONG)));
      assertEquals(502, answer.status());
    }
  }

  @Test
  void anAnswerThatBreaksOffIsLostAndNothingIsSentTwice() throws Exception {
    try (Played service = new Played(0, "")) {
      lost(service.send(this::transport, request(LONG)));
      assertEquals(1, service.calls.size());
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsLostInTime() throws Exception {
    try (Played service = new Played(-1, "")) {
      lost(service.send(this::transport, request(SHORT)));
      assertTrue(service.calls.size() <= 1, "tried again");
    }
  }

  @Test
  void aConnectionThatIsNotMadeSentNothing() throws Exception {
    Reply reply = transport(nowhere(Played.error(500, "x").account())).send(request(LONG));
    assertFalse(reply.toString().contains("127.0"), reply.toString());
    assertInstanceOf(Reply.NotSent.class, reply);
  }

  @Test
  void withoutCredentialsNothingIsSent() throws Exception {
    AwsCredentialsProvider nobody =
        () -> {
          throw SdkClientException.create("Unable to load credentials");
        };
    Account account = new Account(nobody, () -> Region.EU_CENTRAL_1, Optional.empty());
    assertInstanceOf(Reply.NotSent.class, transport(account).send(request(LONG)));
  }

  private static void lost(Reply reply) {
    assertFalse(reply.toString().contains("127.0"), reply.toString());
    assertInstanceOf(Reply.Lost.class, reply);
  }

  private static Account nowhere(Account like) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Account(
          like.credentials(),
          like.home(),
          Optional.of(URI.create("http://127.0.0.1:" + taken.getLocalPort())));
    }
  }
}
