package io.tocsin.infra;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.BootstraplessSynthesizer;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigatewayv2.CfnIntegration;
import software.amazon.awscdk.services.lambda.CfnVersion;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * A stack that CloudFormation makes without the CDK: the code is in a bucket that the parameters
 * name, and so is a secret. Its resources have shorter ids than those of {@link TocsinStack}: the
 * one does not become the other by an upgrade.
 *
 * <p>A version of a function is new only when the template says something else of it, and what
 * parameters hold is not in the template. So those that reach a function are in the description of
 * its versions, which may have 256 characters.
 */
public final class PortableStack extends Stack {
  private static final int LONGEST_SECRET = 64;
  private static final int LONGEST_VERSION = 64;
  private static final int LONGEST_URL = 90;
  private static final Set<String> COMMON = Set.of("tocsin", "Resource");
  private static final String PUBLIC_URL = "TOCSIN_PUBLIC_URL";

  /**
   * Makes it.
   *
   * @param choice of which the artifacts, the secrets and the settings are set here; asked for this
   *     stack
   * @param settings as for {@link TocsinProps}
   * @param secrets the variables that come from the secret; if none, there is no parameter for it
   */
  public PortableStack(
      Construct scope,
      String id,
      Release release,
      Function<Construct, TocsinProps.Builder> choice,
      Map<String, String> settings,
      Set<String> secrets) {
    super(
        scope,
        id,
        StackProps.builder()
            .synthesizer(new BootstraplessSynthesizer())
            .description("Tocsin " + release.version() + ", an alert gateway")
            .build());
    String bucket =
        parameter("ArtifactBucket", "The bucket with the release's files", 63)
            .allowedPattern("[a-z0-9.-]{3,63}")
            .build()
            .getValueAsString();
    String prefix =
        parameter("ArtifactPrefix", "What stands before their names, such as tocsin/", 200)
            .defaultValue("")
            .allowedPattern("(.*/)?")
            .build()
            .getValueAsString();
    TocsinProps.Builder props = choice.apply(this);
    Map<String, String> variables = new HashMap<>(settings);
    StringBuilder revision = new StringBuilder();
    if (!secrets.isEmpty()) {
      revision.append(", secret ").append(secret(secrets));
      props.secrets(new SecretSettings("${SecretName}", "${SecretVersion}", secrets));
    }
    if (!variables.containsKey(PUBLIC_URL)) {
      String url = publicUrl();
      variables.put(PUBLIC_URL, url);
      revision.append(", at ").append(url);
    }
    props
        .artifacts(Artifacts.in(Bucket.fromBucketName(this, "artifacts", bucket), prefix, release))
        .settings(variables)
        .revision(revision.toString());
    TocsinStack.tell(this, new Tocsin(this, "tocsin", props.build()));
    shorten();
  }

  /**
   * Makes each resource's id its path, without what all have in common and without the CDK's
   * digest, which together are a fifth of the template. That no two are the same, the CDK sees to.
   * The ids of versions stay: another one is how there comes to be a new version.
   */
  private void shorten() {
    for (IConstruct each : getNode().findAll()) {
      if (each instanceof CfnElement element && !(element instanceof CfnVersion)) {
        element.overrideLogicalId(shortId(element));
      }
    }
  }

  private static String shortId(CfnElement element) {
    if (element instanceof CfnIntegration) {
      // There is one, and every route names it.
      return "GatewayIngest";
    }
    return Stream.of(element.getNode().getPath().split("/", -1))
        .skip(1)
        .filter(part -> !COMMON.contains(part))
        .map(part -> part.replaceAll("[^A-Za-z0-9]", ""))
        .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
        .collect(Collectors.joining());
  }

  private String publicUrl() {
    return parameter(
            "PublicUrl", "Where it is reached from outside; the output Url, say", LONGEST_URL)
        .defaultValue("")
        .build()
        .getValueAsString();
  }

  /** The parameters for it, as the versions' description has them. */
  private String secret(Set<String> variables) {
    String name =
        parameter(
                "SecretName",
                "A secret of Secrets Manager with the members "
                    + String.join(", ", variables.stream().sorted().toList()),
                LONGEST_SECRET)
            .allowedPattern("[\\w/+=.@-]+")
            .build()
            .getValueAsString();
    String version =
        parameter(
                "SecretVersion",
                "The version's id; another one is how changed values reach the functions",
                LONGEST_VERSION)
            .allowedPattern("[A-Za-z0-9-]+")
            .build()
            .getValueAsString();
    return name + " " + version;
  }

  private CfnParameter.Builder parameter(String name, String description, int longest) {
    return CfnParameter.Builder.create(this, name)
        .type("String")
        .description(description)
        .maxLength(longest);
  }
}
