package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The context of an invocation, as Lambda would give it. */
final class PlainContext implements Context {
  private static final LambdaLogger LOGGER =
      new LambdaLogger() {
        @Override
        public void log(String message) {}

        @Override
        public void log(byte[] message) {
          log(new String(message, StandardCharsets.UTF_8));
        }
      };

  @Override
  public String getAwsRequestId() {
    return "9f3a2b1c";
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/tick";
  }

  @Override
  public String getLogStreamName() {
    return "2026/11/21/1";
  }

  @Override
  public String getFunctionName() {
    return "tick";
  }

  @Override
  public String getFunctionVersion() {
    return "1";
  }

  @Override
  public String getInvokedFunctionArn() {
    return "arn:aws:lambda:eu-central-1:123456789012:function:tick:live";
  }

  @Override
  public CognitoIdentity getIdentity() {
    return new NoIdentity();
  }

  @Override
  public @Nullable ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return 30_000;
  }

  @Override
  public int getMemoryLimitInMB() {
    return 512;
  }

  @Override
  public LambdaLogger getLogger() {
    return LOGGER;
  }

  private static final class NoIdentity implements CognitoIdentity {
    @Override
    public String getIdentityId() {
      return "";
    }

    @Override
    public String getIdentityPoolId() {
      return "";
    }
  }
}
