package io.tocsin.packaged;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips what a function's environment is needed for, which is the stack's, without Node. */
final class NeedsNode implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    return there
        ? ConditionEvaluationResult.enabled("there is Node")
        : ConditionEvaluationResult.disabled(
            "there is no node on the PATH to synthesise the stack with");
  }
}
