package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.discord.Ed25519Key;
import io.tocsin.ingest.discord.FrontDoor;
import io.tocsin.wire.InvalidJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes Discord's interactions. Everything that is wrong with a signature is answered alike, 401:
 * Discord tries bad ones on purpose, and gives up an endpoint that takes one.
 *
 * @see <a href="https://discord.com/developers/docs/interactions/overview">Discord: setting up an
 *     endpoint</a>
 */
@Controller
@Tag(name = "Service")
final class InteractionsController {
  private static final String SIGNATURE = "X-Signature-Ed25519";
  private static final String TIMESTAMP = "X-Signature-Timestamp";
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{128}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private final FrontDoor door;
  private final Clock clock;

  InteractionsController(FrontDoor door, Clock clock) {
    this.door = door;
    this.clock = clock;
  }

  /**
   * Takes an interaction: a slash command that a user gave in Discord.
   *
   * <p>Discord sends it.
   */
  @Operation(operationId = "interaction")
  @SecurityRequirement(name = "Discord")
  @RequestBody(ref = "Interaction")
  @ApiResponse(
      responseCode = "200",
      description = "What Discord shows",
      content = @Content(schema = @Schema(ref = "InteractionAnswer")))
  @ApiResponse(
      responseCode = "400",
      description = "The request is not well-formed, or its body is wrong",
      ref = "BadRequest")
  @ApiResponse(
      responseCode = "401",
      description = "Not signed by Discord for this application, now",
      ref = "Unauthorized")
  @ApiResponse(responseCode = "404", description = "There is no front desk here", ref = "NotFound")
  @ApiResponse(responseCode = "413", description = "The body is too large", ref = "TooLarge")
  @ApiResponse(responseCode = "415", description = "The body is encoded", ref = "Encoded")
  @ApiResponse(
      responseCode = "503",
      description = "Out of reach just now; try again",
      ref = "Unavailable")
  @Post(uri = "/discord/interactions", consumes = MediaType.ALL)
  HttpResponse<String> take(HttpRequest<?> request) {
    Ed25519Key key =
        door.publicKey()
            .orElseThrow(
                () ->
                    new Problem.Refused(
                        Problem.of(
                            404,
                            "not-found",
                            "Not Found",
                            "There is no front desk here; DISCORD_PUBLIC_KEY opens it")));
    Incoming incoming = Incoming.of(request);
    SignedRequest.checkBody(incoming);
    if (!isSigned(incoming, key) || !isOfNow(incoming)) {
      throw new Problem.Refused(
          Problem.unauthorized("The request is not signed by Discord for this application, now"));
    }
    try {
      return Answer.ok(door.answer(new String(incoming.body(), StandardCharsets.UTF_8))).toHttp();
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }

  /** Over the timestamp as it came and the bytes as they came. */
  private static boolean isSigned(Incoming incoming, Ed25519Key key) {
    List<String> signatures = incoming.values(SIGNATURE);
    List<String> timestamps = incoming.values(TIMESTAMP);
    if (signatures.size() != 1
        || timestamps.size() != 1
        || !HEX.matcher(signatures.get(0)).matches()
        || !SECONDS.matcher(timestamps.get(0)).matches()) {
      return false;
    }
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(timestamps.get(0).getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(incoming.body());
    return key.verifies(HexFormat.of().parseHex(signatures.get(0)), message.toByteArray());
  }

  private boolean isOfNow(Incoming incoming) {
    Instant signed = Instant.ofEpochSecond(Long.parseLong(incoming.values(TIMESTAMP).get(0)));
    Duration off = Duration.between(signed, clock.instant()).abs();
    return off.compareTo(Gatekeeper.WINDOW) <= 0;
  }
}
