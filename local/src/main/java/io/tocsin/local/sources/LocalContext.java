package io.tocsin.local.sources;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.tocsin.local.queues.LocalQueues;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Lambda tells a function about an invocation.
 *
 * @param function the function's name
 * @param id the invocation's
 * @param deadline when its time is up
 */
public record LocalContext(String function, String id, Instant deadline, Clock clock)
    implements Context {
  private static final int MEMORY_MEGABYTES = 512;

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
  }

  @Override
  public String getAwsRequestId() {
    return id;
  }

  @Override
  public String getFunctionName() {
    return function;
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:"
        + LocalQueues.REGION
        + ":"
        + LocalQueues.ACCOUNT
        + ":function:"
        + function;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function;
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public int getMemoryLimitInMB() {
    return MEMORY_MEGABYTES;
  }

  // Lambda gives none either when a function is not called from a mobile application.
  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public LambdaLogger getLogger() {
    return new FunctionLog(LoggerFactory.getLogger("tocsin." + function));
  }

  private record FunctionLog(Logger log) implements LambdaLogger {
    @Override
    public void log(String message) {
      log.info("{}", message);
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }
}
