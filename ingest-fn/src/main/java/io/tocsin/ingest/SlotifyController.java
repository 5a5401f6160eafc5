package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Value;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.MeetingJson;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Takes in what Slotify says became of a meeting; the scheduler acts on it. */
@Controller
@Tag(name = "Meetings")
final class SlotifyController {
  private static final String PROVIDER = "slotify";

  private final Gatekeeper gatekeeper;
  private final BeanProvider<MeetingQueue> queue;
  private final boolean there;

  /**
   * Makes the controller.
   *
   * @param queue asked for only where there is one
   */
  SlotifyController(
      Gatekeeper gatekeeper,
      BeanProvider<MeetingQueue> queue,
      @Value("${tocsin.meetings-queue-url:}") String queueUrl) {
    this.gatekeeper = gatekeeper;
    this.queue = queue;
    this.there = !queueUrl.isBlank();
  }

  /**
   * Takes in what became of a meeting.
   *
   * <p>Slotify sends it. It is acted on later; 200 says that the queue has it.
   */
  @Signed
  @Operation(operationId = "meetingChanged")
  @RequestBody(ref = "MeetingChange")
  @ApiResponse(
      responseCode = "200",
      description = "The queue has it",
      content = @Content(schema = @Schema(ref = "MeetingChangeAccepted")))
  @ApiResponse(responseCode = "404", description = "No meetings are made here", ref = "NotFound")
  @Post(uri = "/webhooks/slotify/meeting", consumes = MediaType.ALL)
  HttpResponse<String> changed(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request));
    if (!there) {
      throw new Problem.Refused(
          Problem.of(404, "not-found", "Not Found", "No meetings are made here"));
    }
    try {
      Fields fields = Fields.of(Wire.parse(received.text()));
      ProviderChange change = MeetingJson.change(PROVIDER, fields);
      fields.check();
      queue.get().send(List.of(new MeetingMessage.Changed(change)), Duration.ZERO);
      return Answer.ok(answer(change, received)).toHttp();
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }

  private static String answer(ProviderChange change, Received received) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", "success").put("message", "Meeting change accepted");
    json.putObject("data")
        .put("meeting_id", change.bookingId())
        .put("status", change.status().name().toLowerCase(Locale.ROOT));
    json.put("timestamp", received.at().toString());
    return Wire.write(json);
  }
}
