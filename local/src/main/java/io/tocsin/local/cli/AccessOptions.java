package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that speaks to a Tocsin. */
final class AccessOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where Tocsin answers. Default: $TOCSIN_URL, else http://127.0.0.1:8080.")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The API key. Default: $WEBHOOK_API_KEY, else the one in the data directory.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where a local Tocsin keeps its key. Default: .tocsin beside ./tocsin.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--secret",
      paramLabel = "SECRET",
      description =
          "Its secret, which others may see in the list of processes; better:"
              + " $WEBHOOK_SECRET_KEY. Default: the one in the data directory.")
  private Optional<String> secret = Optional.empty();

  Path data(Surroundings surroundings) {
    return data.orElse(surroundings.data());
  }

  /**
   * Asks for something to be done, and prints the answer.
   *
   * @return the command's exit status: whether it was done
   */
  int post(Surroundings surroundings, String path, ObjectNode json) {
    HttpResponse<String> response =
        access(surroundings)
            .post(path, Wire.write(json).getBytes(StandardCharsets.UTF_8), surroundings.clock());
    if (response.statusCode() != 200) {
      surroundings.err().println("Refused (" + response.statusCode() + "): " + response.body());
      return 1;
    }
    surroundings.out().println(response.body());
    return 0;
  }

  Access access(Surroundings surroundings) {
    return new Access(surroundings, url, key, secret, data);
  }
}
