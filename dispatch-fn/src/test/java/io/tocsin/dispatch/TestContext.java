package io.tocsin.dispatch;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An invocation with that much time left. */
final class TestContext implements Context {
  private final Duration left;

  TestContext() {
    this(Duration.ofSeconds(60));
  }

  TestContext(Duration left) {
    this.left = left;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(left.toMillis());
  }

  @Override
  public String getAwsRequestId() {
    return "request";
  }

  @Override
  public String getLogGroupName() {
    return "group";
  }

  @Override
  public String getLogStreamName() {
    return "stream";
  }

  @Override
  public String getFunctionName() {
    return "dispatch";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn";
  }

  @Override
  public @Nullable CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    return new LambdaLogger() {
      @Override
      public void log(String message) {
        log(message.getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public void log(byte[] message) {
        throw new UnsupportedOperationException("what is logged goes to SLF4J");
      }
    };
  }
}
