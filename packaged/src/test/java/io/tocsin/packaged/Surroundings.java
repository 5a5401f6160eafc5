package io.tocsin.packaged;

import io.tocsin.infra.FunctionRole;
import java.util.Map;

/** What a function has of Lambda; what it has of the stack is in {@link StackTemplate}. */
final class Surroundings {
  private Surroundings() {}

  /** What Lambda sets, and nobody chooses. The region is that of the tests' own clients. */
  static Map<String, String> ofLambda(FunctionRole function) {
    return Map.ofEntries(
        Map.entry("AWS_REGION", "us-east-1"),
        Map.entry("AWS_DEFAULT_REGION", "us-east-1"),
        Map.entry("AWS_ACCESS_KEY_ID", "none"),
        Map.entry("AWS_SECRET_ACCESS_KEY", "none"),
        Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "tocsin-" + function),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memoryMiB())),
        Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/tocsin-" + function),
        Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/26/[1]0123456789abcdef"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("_HANDLER", function.handler()),
        Map.entry("TZ", ":UTC"),
        Map.entry("LANG", "en_US.UTF-8"));
  }
}
