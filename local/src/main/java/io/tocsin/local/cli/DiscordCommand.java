package io.tocsin.local.cli;

import io.tocsin.ingest.discord.CommandDefinition;
import io.tocsin.local.MendableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tocsin discord}. */
@Command(
    name = "discord",
    description = "Sets up Discord as the front desk.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
final class DiscordCommand implements Runnable {
  private static final String API = "https://discord.com/api/v10";
  private static final String ID = "[0-9]{1,20}";
  private static final String TOKEN = "[!-~]+";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int LONGEST_ANSWER = 500;

  private final Surroundings surroundings;

  DiscordCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    CommandLine.usage(this, surroundings.out());
  }

  @Command(
      name = "register-commands",
      description = {
        "Installs /alert_api at Discord, in the place of all commands that the application has.",
        "Reads DISCORD_APPLICATION_ID and DISCORD_BOT_TOKEN from the environment."
      },
      mixinStandardHelpOptions = true)
  int registerCommands(
      @Option(
              names = "--guild",
              paramLabel = "ID",
              description = "Only in that server, where it shows at once. Default: everywhere.")
          Optional<String> guild) {
    if (guild.filter(id -> !id.matches(ID)).isPresent()) {
      surroundings.err().println("--guild must be a server's id: up to 20 digits.");
      return 2;
    }
    String application =
        variable("DISCORD_APPLICATION_ID", ID, "the application's id, up to 20 digits");
    String token = variable("DISCORD_BOT_TOKEN", TOKEN, "the bot's token");
    HttpResponse<String> answer = put(address(application, guild), token);
    if (answer.statusCode() / 100 != 2) {
      throw new MendableException(refused(answer, guild));
    }
    surroundings
        .out()
        .println(
            "Installed for application "
                + application
                + guild
                    .map(id -> " in server " + id + ", to be used at once:")
                    .orElse(", in all its servers and direct messages:"));
    CommandDefinition.names().forEach(name -> surroundings.out().println("  " + name));
    return 0;
  }

  private String variable(String name, String pattern, String what) {
    String value = surroundings.environment().getOrDefault(name, "").strip();
    if (!value.matches(pattern)) {
      throw new MendableException(
          name
              + " must be set to "
              + what
              + "; it is on the application's page at Discord. docs/discord.md shows where.");
    }
    return value;
  }

  private URI address(String application, Optional<String> guild) {
    String base = surroundings.environment().getOrDefault("DISCORD_API_URL", "").strip();
    String path =
        "/applications/" + application + guild.map(id -> "/guilds/" + id).orElse("") + "/commands";
    try {
      return URI.create((base.isEmpty() ? API : base.replaceFirst("/+$", "")) + path);
    } catch (IllegalArgumentException e) {
      throw new MendableException("DISCORD_API_URL is no address; leave it unset for Discord.", e);
    }
  }

  private static HttpResponse<String> put(URI address, String token) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(TIMEOUT)
              .header("Authorization", "Bot " + token)
              .header("Content-Type", "application/json")
              .header("User-Agent", "DiscordBot (https://tocsin.io, " + TocsinCommand.VERSION + ")")
              .PUT(BodyPublishers.ofString(CommandDefinition.json()))
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new MendableException("DISCORD_API_URL is no address; leave it unset for Discord.", e);
    } catch (IOException e) {
      throw new MendableException(
          "Nothing answers at "
              + address.getHost()
              + " ("
              + e.getClass().getSimpleName()
              + "). Check the network, and DISCORD_API_URL if it is set.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MendableException("Interrupted before the answer came.", e);
    }
  }

  private static String refused(HttpResponse<String> answer, Optional<String> guild) {
    String said = Columns.plain(answer.body());
    String cut = said.length() > LONGEST_ANSWER ? said.substring(0, LONGEST_ANSWER) : said;
    String mend =
        switch (answer.statusCode()) {
          case 401 -> "DISCORD_BOT_TOKEN is not the bot's token any more; copy it anew.";
          case 403 ->
              guild.isPresent()
                  ? "The application is not in that server; invite it with the scope"
                      + " applications.commands."
                  : "The token is another application's than DISCORD_APPLICATION_ID.";
          case 404 -> "There is no such application or server; check DISCORD_APPLICATION_ID.";
          case 429 ->
              "Too many changes; try again in "
                  + answer.headers().firstValue("Retry-After").orElse("some")
                  + " s.";
          default -> "Try again later.";
        };
    return "Discord refused (" + answer.statusCode() + "): " + mend + "\n" + cut;
  }
}
