package io.tocsin.infra;

import java.util.Set;
import software.amazon.awscdk.Fn;

/**
 * A secret in Secrets Manager whose JSON has a member for each variable, named as the variable. The
 * template holds references to it only; CloudFormation resolves them when it deploys.
 *
 * @param name the secret's name in the account and region of the stack; name and version may be
 *     parameters of the template, such as <code>${SecretName}</code>
 * @param versionId the version to use; naming another is how a changed value gets deployed
 * @param variables those of its members to hand on, e.g. {@code WEBHOOK_SECRET_KEY}
 */
public record SecretSettings(String name, String versionId, Set<String> variables) {
  public SecretSettings {
    variables = Set.copyOf(variables);
  }

  String reference(String variable) {
    String reference =
        "{{resolve:secretsmanager:" + name + ":SecretString:" + variable + "::" + versionId + "}}";
    // Shorter than what the CDK makes of references to parameters.
    return reference.contains("${") ? Fn.sub(reference) : reference;
  }
}
