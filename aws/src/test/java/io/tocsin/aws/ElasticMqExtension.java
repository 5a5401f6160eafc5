package io.tocsin.aws;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests that ask for it an {@link ElasticMq}, the same one to all of them. */
public final class ElasticMqExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(ElasticMqExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ElasticMq.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(ElasticMq.class, any -> ElasticMq.start(), ElasticMq.class);
  }
}
