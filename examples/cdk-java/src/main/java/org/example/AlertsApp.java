package org.example;

import io.tocsin.infra.AlarmSettings;
import io.tocsin.infra.Packages;
import io.tocsin.infra.SecretSettings;
import io.tocsin.infra.Tocsin;
import io.tocsin.infra.TocsinProps;
import java.nio.file.Path;
import java.util.Set;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** A stack of one's own with a Tocsin in it. */
public final class AlertsApp {
  private AlertsApp() {}

  public static void main(String[] args) {
    App app = new App();
    Stack stack = new Stack(app, "Alerts");
    // Where the repository is, after ./mvnw -DskipTests package.
    Packages packages = Packages.builtIn(Path.of("../.."), "0.1.0").checked();
    Tocsin tocsin =
        new Tocsin(
            stack,
            "tocsin",
            TocsinProps.of(packages, "0.1.0")
                .secrets(
                    new SecretSettings(
                        "tocsin",
                        String.valueOf(app.getNode().tryGetContext("secret-version")),
                        Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "DISCORD_WEBHOOK_GENERAL")))
                .kmsKey(TocsinProps.NEW_KMS_KEY)
                .alarms(AlarmSettings.DEFAULT.mailedTo(Set.of("ops@example.org")))
                .build());
    CfnOutput.Builder.create(stack, "Url").value(tocsin.url()).build();
    app.synth();
  }
}
