package io.tocsin.aws;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests that ask for it a {@link DynamoDbLocal}, the same one to all of them. */
public final class DynamoDbLocalExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(DynamoDbLocalExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DynamoDbLocal.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    // What is in the root's store is closed when all tests are done.
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(DynamoDbLocal.class, any -> start(), DynamoDbLocal.class);
  }

  private static DynamoDbLocal start() {
    try {
      return DynamoDbLocal.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
