package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.tocsin.alert.EventId;
import io.tocsin.history.Page;
import io.tocsin.ingest.KeyJson.Change;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeyRefusal;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes, lists and changes keys, for admins. Every request is signed, the lists' too: whose keys
 * there are is nobody else's business. Changes are logged, with who made them and without secrets.
 */
@Controller
final class KeysController {
  private static final int USUAL = 20;
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

  @Post(uri = "/api/v1/keys", consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<String> create(HttpRequest<?> request) {
    return shown(
        request, "created", (at, received) -> at.create(id(received), KeyJson.read(received)));
  }

  @Post(uri = "/api/v1/keys/rotate", consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<String> rotate(HttpRequest<?> request) {
    return shown(
        request,
        "rotated",
        (at, received) -> {
          var change = KeyJson.readRotation(received);
          return at(at, change).rotate(change.key().id(), change.to());
        });
  }

  @Post(uri = "/api/v1/keys/revoke", consumes = MediaType.ALL, produces = MediaType.ALL)
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

  @Post(uri = "/api/v1/keys/allow", consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<String> allow(HttpRequest<?> request) {
    return changed(
        request,
        "allow-list set",
        (at, received) -> {
          var change = KeyJson.readAllowList(received);
          return at(at, change).allow(change.key().id(), change.to());
        });
  }

  @Post(uri = "/api/v1/keys/quota", consumes = MediaType.ALL, produces = MediaType.ALL)
  HttpResponse<String> quota(HttpRequest<?> request) {
    return changed(
        request,
        "quota set",
        (at, received) -> {
          var change = KeyJson.readQuota(received);
          return at(at, change).quota(change.key().id(), change.to());
        });
  }

  @Post(uri = "/api/v1/keys/prefs", consumes = MediaType.ALL, produces = MediaType.ALL)
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

  /** All keys, an owner's with {@code ?owner=}, or one with {@code ?id=}. */
  @Get(uri = "/api/v1/keys", produces = MediaType.ALL)
  HttpResponse<String> list(HttpRequest<?> request) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return asked(
        () -> {
          Optional<String> id = parameter(request, "id");
          Page<KeySummary> page =
              id.isPresent() ? new Page<>(List.of(one(id.get())), Optional.empty()) : page(request);
          return Answer.ok(KeyJson.write(page, received.at())).toHttp();
        });
  }

  private KeySummary one(String id) {
    refuseBootstrap(id);
    return desk.show(id);
  }

  private Page<KeySummary> page(HttpRequest<?> request) {
    int limit = Limit.of(request, USUAL);
    try {
      return desk.page(parameter(request, "owner"), limit, parameter(request, "cursor"));
    } catch (IllegalArgumentException e) {
      throw new Problem.Refused(
          Problem.badRequest(
              "cursor: it is none that such a page was given with; start again without it"));
    }
  }

  private static Optional<String> parameter(HttpRequest<?> request, String name) {
    return request.getParameters().getFirst(name);
  }

  private HttpResponse<String> shown(HttpRequest<?> request, String what, Asked<NewKey> asked) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return asked(
        () -> {
          NewKey made = asked.of(deskFor(received), received);
          note(what, made.key(), received);
          return Answer.ok(KeyJson.write(made, received.at())).toHttp();
        });
  }

  private HttpResponse<String> changed(
      HttpRequest<?> request, String what, Asked<KeySummary> asked) {
    Received received = gatekeeper.admit(Incoming.of(request), Scope.ADMIN);
    return asked(
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
      throw new Problem.Refused(
          Problem.of(
              409,
              "bootstrap-key",
              "Conflict",
              "That key is in no table: it is set by WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY where"
                  + " Tocsin is deployed, and changed there"));
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

  /** What is done once somebody was let in. */
  private interface Work {
    HttpResponse<String> done() throws InvalidJsonException;
  }

  private static HttpResponse<String> asked(Work work) {
    try {
      return work.done();
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    } catch (KeyRefusal e) {
      throw new Problem.Refused(problem(e));
    }
  }

  private static Problem problem(KeyRefusal refusal) {
    return switch (refusal.reason()) {
      case INVALID -> Problem.invalid(mistakes(refusal.mistakes()));
      case UNKNOWN -> Problem.of(404, "not-found", "Not Found", refusal.getMessage());
      case FORBIDDEN -> Problem.forbidden(refusal.getMessage());
      case REVOKED -> Problem.of(409, "key-revoked", "Conflict", refusal.getMessage());
      case CONFLICT -> Problem.of(409, "key-changed", "Conflict", refusal.getMessage());
      case FULL -> Problem.of(409, "too-many-keys", "Conflict", refusal.getMessage());
    };
  }

  private static List<Mistake> mistakes(Map<String, String> named) {
    return named.entrySet().stream()
        .map(each -> new Mistake(each.getKey(), each.getValue()))
        .toList();
  }
}
