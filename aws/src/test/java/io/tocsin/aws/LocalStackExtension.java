package io.tocsin.aws;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link LocalStack}, the same one to all of them. Where none runs already, and there
 * is no Docker, or not the image, they are skipped; {@code -Dlocalstack=true} has the image pulled
 * instead.
 */
public final class LocalStackExtension implements ExecutionCondition, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
  private static final int SECONDS = 10;

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean there =
        LocalStack.running().isPresent()
            || Boolean.getBoolean("localstack")
            || store(context).getOrComputeIfAbsent("image", any -> imageIsThere(), Boolean.class);
    return there
        ? ConditionEvaluationResult.enabled("LocalStack runs, or can be started")
        : ConditionEvaluationResult.disabled(
            "no Docker with the image "
                + LocalStack.IMAGE
                + " here, and "
                + LocalStack.RUNNING
                + " names no LocalStack that runs; to have it pulled, run with -Dlocalstack=true");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(LocalStack.class, any -> LocalStack.start(), LocalStack.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  /** Asks the Docker daemon, which may hang, through its command line, which can be ended. */
  private static boolean imageIsThere() {
    try {
      Process docker =
          new ProcessBuilder("docker", "image", "inspect", LocalStack.IMAGE)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!docker.waitFor(SECONDS, TimeUnit.SECONDS)) {
        docker.destroyForcibly();
        return false;
      }
      return docker.exitValue() == 0;
    } catch (IOException e) {
      // There is no such command.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
