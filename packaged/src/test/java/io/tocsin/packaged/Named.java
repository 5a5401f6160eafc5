package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the expressions of a template are where there is no CloudFormation.
 *
 * @param names what there is for each resource, by its id
 * @param secrets the values of variables that come from the secret
 */
record Named(StackTemplate template, Map<String, String> names, Map<String, String> secrets)
    implements Place.Deployed {
  private static final Pattern SECRET =
      Pattern.compile("\\{\\{resolve:secretsmanager:[^:]+:SecretString:([A-Z0-9_]+)::.*");

  @Override
  public String value(JsonNode expression) {
    if (expression.isTextual()) {
      return expression.asText();
    }
    Matcher secret = SECRET.matcher(expression.path("Fn::Sub").asText());
    Optional<String> found =
        secret.matches()
            ? Optional.ofNullable(secrets.get(secret.group(1)))
            : named(StackTemplate.target(expression));
    return found.orElseThrow(() -> new AssertionError("nothing is known of " + expression));
  }

  private Optional<String> named(String id) {
    JsonNode parameter = template.root().path("Parameters").path(id).path("Default");
    return Optional.ofNullable(names.get(id))
        .or(() -> Optional.of(parameter).filter(JsonNode::isTextual).map(JsonNode::asText));
  }
}
