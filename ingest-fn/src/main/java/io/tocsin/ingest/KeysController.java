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
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tocsin.alert.EventId;
import io.tocsin.ingest.KeyJson.Change;
import io.tocsin.ingest.api.KeyChange;
import io.tocsin.ingest.api.Signed;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import io.tocsin.wire.InvalidJsonException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes and changes keys, for admins. Changes are logged, with who made them and without secrets.
 */
@Controller
@Tag(name = "Keys")
final class KeysController {
  private static final Logger LOG = LoggerFactory.getLogger(KeysController.class);

  private final Gatekeeper gatekeeper;
  private final KnownKeys known;
  private final KeyDesk desk;

  KeysController(Gatekeeper gatekeeper, KnownKeys known, KeyDesk desk) {
    this.gatekeeper = gatekeeper;
    this.known = known;
    this.desk = desk;
  }

  /** Something asked of the desk. */
  private interface Asked<T> {
    T of(KeyDesk desk, Received received) throws InvalidJsonException;
  }

  /**
   * Makes a key.
   *
   * <p>Its secret is shown this once. The same request sent twice makes one. Nobody gives a scope
   * that the own key does not have.
   */
  @Signed
  @Operation(operationId = "createKey")
  @RequestBody(ref = "NewKey")
  @ApiResponse(
      responseCode = "200",
      description = "The key and its secret",
      content = @Content(schema = @Schema(ref = "KeyWithSecret")))
  @ApiResponse(
      responseCode = "409",
      description = "There are too many, or that one was made already",
      ref = "Conflict")
  @Post(uri = "/api/v1/keys", consumes = MediaType.ALL)
  HttpResponse<String> create(HttpRequest<?> request) {
    return shown(
        request, "created", (at, received) -> at.create(id(received), KeyJson.read(received)));
  }

  /**
   * Gives a key another secret.
   *
   * <p>The version is that in which the key was seen: when it is another by now, nothing changes.
   * The old secret counts for a while as well.
   */
  @KeyChange
  @Operation(operationId = "rotateKey")
  @RequestBody(ref = "KeyRotation")
  @ApiResponse(
      responseCode = "200",
      description = "The key and its secret",
      content = @Content(schema = @Schema(ref = "KeyWithSecret")))
  @Post(uri = "/api/v1/keys/rotate", consumes = MediaType.ALL)
  HttpResponse<String> rotate(HttpRequest<?> request) {
    return shown(
        request,
        "rotated",
        (at, received) -> {
          var change = KeyJson.readRotation(received);
          return at(at, change).rotate(change.key().id(), change.to());
        });
  }

  /**
   * Revokes a key, for good.
   *
   * <p>Elsewhere it is known within a minute.
   */
  @KeyChange
  @Operation(operationId = "revokeKey")
  @RequestBody(ref = "KeyId")
  @ApiResponse(
      responseCode = "200",
      description = "The key",
      content = @Content(schema = @Schema(ref = "Key")))
  @Post(uri = "/api/v1/keys/revoke", consumes = MediaType.ALL)
  HttpResponse<String> revoke(HttpRequest<?> request) {
    return changed(
        request,
        "revoked",
        (at, received) -> {
          String id = KeyJson.readId(received);
          refuseBootstrap(id);
          return at.revoke(id);
        });
  }

  /**
   * Sets the addresses that a key may be used from.
   *
   * <p>The version is that in which the key was seen: when it is another by now, nothing changes.
   */
  @KeyChange
  @Operation(operationId = "setKeyAllowList")
  @RequestBody(ref = "KeyAllowList")
  @ApiResponse(
      responseCode = "200",
      description = "The key",
      content = @Content(schema = @Schema(ref = "Key")))
  @Post(uri = "/api/v1/keys/allow", consumes = MediaType.ALL)
  HttpResponse<String> allow(HttpRequest<?> request) {
    return changed(
        request,
        "allow-list set",
        (at, received) -> {
          var change = KeyJson.readAllowList(received);
          return at(at, change).allow(change.key().id(), change.to());
        });
  }

  /**
   * Sets how often a key may be used.
   *
   * <p>The version is that in which the key was seen: when it is another by now, nothing changes.
   */
  @KeyChange
  @Operation(operationId = "setKeyQuota")
  @RequestBody(ref = "KeyQuota")
  @ApiResponse(
      responseCode = "200",
      description = "The key",
      content = @Content(schema = @Schema(ref = "Key")))
  @Post(uri = "/api/v1/keys/quota", consumes = MediaType.ALL)
  HttpResponse<String> quota(HttpRequest<?> request) {
    return changed(
        request,
        "quota set",
        (at, received) -> {
          var change = KeyJson.readQuota(received);
          return at(at, change).quota(change.key().id(), change.to());
        });
  }

  /**
   * Sets what a key's owner is told of.
   *
   * <p>The version is that in which the key was seen: when it is another by now, nothing changes.
   */
  @KeyChange
  @Operation(operationId = "setKeyPreferences")
  @RequestBody(ref = "KeyPreferences")
  @ApiResponse(
      responseCode = "200",
      description = "The key",
      content = @Content(schema = @Schema(ref = "Key")))
  @Post(uri = "/api/v1/keys/prefs", consumes = MediaType.ALL)
  HttpResponse<String> prefer(HttpRequest<?> request) {
    return changed(
        request,
        "preferences set",
        (at, received) -> {
          var change = KeyJson.readPreferences(received);
          return at(at, change)
              .tell(change.key().id(), change.to().changed(), change.to().services());
        });
  }

  private HttpResponse<String> shown(HttpRequest<?> request, String what, Asked<NewKey> asked) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return KeyRefusals.answered(
        () -> {
          NewKey made = asked.of(deskFor(received), received);
          note(what, made.key(), received);
          return Answer.ok(KeyJson.write(made, received.at())).toHttp();
        });
  }

  private HttpResponse<String> changed(
      HttpRequest<?> request, String what, Asked<KeySummary> asked) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return KeyRefusals.answered(
        () -> {
          KeySummary key = asked.of(deskFor(received), received);
          note(what, key, received);
          return Answer.ok(KeyJson.write(key, received.at())).toHttp();
        });
  }

  /** Nobody gives what his own key may not do. */
  private KeyDesk deskFor(Received received) {
    return desk.giving(received.key().scopes());
  }

  private KeyDesk at(KeyDesk asked, Change<?> change) {
    refuseBootstrap(change.key().id());
    return asked.at(change.key().version());
  }

  private void refuseBootstrap(String id) {
    if (known.isBootstrap(id)) {
      throw KeyRefusals.bootstrap();
    }
  }

  /** The next request here sees the change; elsewhere it is seen within a minute. */
  private void note(String what, KeySummary key, Received received) {
    known.forget(key.id());
    LOG.info(
        "key {} id={} version={} owner={} by={}",
        what,
        key.id(),
        key.version(),
        key.owner(),
        received.key().id());
  }

  /** The same for the same signed request, which sent twice makes one key. */
  private static String id(Received received) {
    return EventId.unnamed(received.key().id(), received.timestamp(), received.signature(), 0)
        .replaceFirst("^ev_", "cm_");
  }
}
