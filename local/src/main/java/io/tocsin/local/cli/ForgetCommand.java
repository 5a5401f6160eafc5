package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tocsin forget}. */
@Command(
    name = "forget",
    description = {
      "Deletes an owner's keys and alerts, and what is about those alerts, for good.",
      "What is deleted, and what is not, is in docs/archive.md."
    },
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "OWNER", description = "As the keys have it, e.g. discord:8035111.")
  private String owner = "";

  @Option(names = "--yes", description = "Needed, since it cannot be undone.")
  private boolean sure;

  @Mixin private AccessOptions options = new AccessOptions();

  private int alerts;
  private int deliveries;
  private int meetings;
  private int keys;
  private int archived;

  ForgetCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws InvalidJsonException {
    if (!sure) {
      surroundings.err().println("It cannot be undone. Add --yes if you mean it.");
      return 2;
    }
    Access access = options.access(surroundings);
    byte[] body =
        Wire.write(JsonNodeFactory.instance.objectNode().put("owner", owner))
            .getBytes(StandardCharsets.UTF_8);
    boolean more = true;
    while (more) {
      HttpResponse<String> response =
          access.post("/api/v1/owners/forget", body, surroundings.clock());
      if (response.statusCode() != 200) {
        surroundings
            .err()
            .println(
                "Refused ("
                    + response.statusCode()
                    + "): "
                    + response.body()
                    + "\n"
                    + "It is not done. Run this again; so far: "
                    + told());
        return 1;
      }
      more = count(Wire.parse(response.body()));
      if (more) {
        surroundings.err().println("Deleted so far: " + told());
      }
    }
    surroundings.out().println("Deleted of " + owner + ": " + told());
    surroundings
        .out()
        .println(
            "A function may know a key for up to a minute after it is revoked: run this again in a"
                + " minute, if "
                + owner
                + " may have sent alerts just now.");
    return 0;
  }

  private boolean count(JsonNode answer) {
    alerts += answer.path("alerts").asInt();
    deliveries += answer.path("deliveries").asInt();
    meetings += answer.path("meetings").asInt();
    keys += answer.path("keys").asInt();
    archived += answer.path("archived").asInt();
    return answer.path("more").asBoolean();
  }

  private String told() {
    return alerts
        + " alerts with "
        + deliveries
        + " deliveries, "
        + meetings
        + " meetings, "
        + keys
        + " keys, "
        + archived
        + " lines of the archive";
  }
}
