package io.tocsin.infra;

import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;

/**
 * Writes the stack's template and packages to {@code cdk.out}, where the CDK's command line finds
 * them. Context values: {@code root}, the project's folder, {@code ..} by default; {@code version};
 * {@code kms-key} and {@code config}, the path of a {@code tocsin.yml}, see {@link TocsinProps}.
 */
public final class TocsinApp {
  private static final String VERSION = "0.1.0";

  private TocsinApp() {}

  public static void main(String[] args) {
    App app = new App();
    String version = context(app, "version").orElse(VERSION);
    Path root = Path.of(context(app, "root").orElse(".."));
    new TocsinStack(
        app,
        "Tocsin",
        StackProps.builder().description("Tocsin, an alert gateway").build(),
        props(app, version, root));
    app.synth();
  }

  private static TocsinProps props(App app, String version, Path root) {
    TocsinProps.Builder props = TocsinProps.of(Packages.builtIn(root, version).checked(), version);
    context(app, "config").map(Path::of).map(TocsinYml::at).ifPresent(props::config);
    return context(app, "kms-key").map(props::kmsKey).orElse(props).build();
  }

  private static Optional<String> context(App app, String name) {
    return Optional.ofNullable(app.getNode().tryGetContext(name)).map(Object::toString);
  }
}
