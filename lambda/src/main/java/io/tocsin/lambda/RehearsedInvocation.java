package io.tocsin.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What Lambda says of an invocation, where there is none. */
final class RehearsedInvocation implements Context {
  private static final String NAME = "rehearsal";

  /** Longer than anything takes on a stage where every answer is there at once. */
  private static final int MILLIS_LEFT = 20_000;

  private static final int MEBIBYTES = 512;

  @Override
  public String getAwsRequestId() {
    return NAME;
  }

  @Override
  public String getLogGroupName() {
    return NAME;
  }

  @Override
  public String getLogStreamName() {
    return NAME;
  }

  @Override
  public String getFunctionName() {
    return NAME;
  }

  @Override
  public String getFunctionVersion() {
    return NAME;
  }

  @Override
  public String getInvokedFunctionArn() {
    return NAME;
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
  public int getRemainingTimeInMillis() {
    return MILLIS_LEFT;
  }

  @Override
  public int getMemoryLimitInMB() {
    return MEBIBYTES;
  }

  @Override
  public LambdaLogger getLogger() {
    return new Silent();
  }

  /** Says nothing. */
  private static final class Silent implements LambdaLogger {
    @Override
    public void log(String message) {
      // Nothing that is played is logged.
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }
}
