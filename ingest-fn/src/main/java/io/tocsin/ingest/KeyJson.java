package io.tocsin.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.history.Page;
import io.tocsin.ingest.format.Received;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Keys and their changes as the API has them. A change names the key and the version it was seen
 * in, so that the same request sent twice changes nothing the second time.
 */
final class KeyJson {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_NAME = 256;
  private static final int MOST_SCOPES = 10;
  private static final String DEFAULT = "default";

  private KeyJson() {}

  /** The id of a key, and, but for a revocation, the version it was seen in. */
  record Seen(String id, long version) {}

  /** A change to a key that was seen. */
  record Change<T>(Seen key, T to) {}

  /** What an owner is told of. */
  record Preferences(Map<String, Boolean> changed, Optional<Set<String>> services) {}

  /**
   * Reads {@code {"owner":…,"label":…,"scopes":[…],"allow":[…],"quota":…,"services":[…],
   * "preferences":{…}}}, of which only the owner must be there. Without scopes the key may send.
   *
   * @throws InvalidJsonException naming every mistake
   */
  static KeyRequest read(Received received) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(received.text()));
    KeyRequest request =
        new KeyRequest(
            fields.required("owner", LONGEST_NAME),
            fields.optional("label", LONGEST_NAME).orElse(""),
            scopes(fields),
            ranges(fields),
            fields.number("quota").map(KeyJson::whole),
            services(fields),
            fields.flags("preferences"));
    end(fields);
    return request;
  }

  /**
   * Reads {@code {"id":…}}.
   *
   * @throws InvalidJsonException naming every mistake
   */
  static String readId(Received received) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(received.text()));
    String id = fields.required("id", LONGEST_ID);
    end(fields);
    return id;
  }

  /** Reads {@code {"id":…,"version":…,"grace_seconds":…}}, by default a day of grace. */
  static Change<Duration> readRotation(Received received) throws InvalidJsonException {
    return change(
        received,
        fields ->
            fields.number("grace_seconds").map(Duration::ofSeconds).orElse(KeyDesk.USUAL_GRACE));
  }

  /** Reads {@code {"id":…,"version":…,"allow":[…]}}; an empty list allows every address. */
  static Change<List<AddressRange>> readAllowList(Received received) throws InvalidJsonException {
    return change(
        received,
        fields -> {
          if (fields.value("allow").isMissingNode()) {
            fields.mistake(
                "allow", "is required: ranges such as [\"10.0.0.0/8\"], or [] for every address");
          }
          return ranges(fields);
        });
  }

  /** Reads {@code {"id":…,"version":…,"quota":…}}; {@code "default"} is the gateway's. */
  static Change<Optional<Integer>> readQuota(Received received) throws InvalidJsonException {
    return change(received, KeyJson::quota);
  }

  /**
   * Reads {@code {"id":…,"version":…,"preferences":{…},"services":[…]}}, one of the two or both.
   */
  static Change<Preferences> readPreferences(Received received) throws InvalidJsonException {
    return change(
        received,
        fields -> {
          Map<String, Boolean> changed = fields.flags("preferences");
          boolean named = !fields.value("services").isMissingNode();
          if (!named && changed.isEmpty()) {
            fields.mistake("preferences", "is required, or services: there is nothing to change");
          }
          return new Preferences(changed, named ? Optional.of(services(fields)) : Optional.empty());
        });
  }

  private static <T> Change<T> change(Received received, Function<Fields, T> to)
      throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(received.text()));
    String id = fields.required("id", LONGEST_ID);
    Optional<Long> version = fields.number("version");
    if (version.isEmpty() && fields.value("version").isMissingNode()) {
      fields.mistake("version", "is required: the key's version, as it was listed");
    }
    T value = to.apply(fields);
    end(fields);
    return new Change<>(new Seen(id, version.orElse(0L)), value);
  }

  private static void end(Fields fields) throws InvalidJsonException {
    // What is not known may be a limit that somebody counts on.
    if (!fields.rest().isEmpty()) {
      fields.mistake("", "has members that are not known: " + fields.rest().text());
    }
    fields.check();
  }

  private static Set<Scope> scopes(Fields fields) {
    if (fields.value("scopes").isMissingNode()) {
      return Set.of(Scope.ALERT);
    }
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(
        parsed("scopes", fields.texts("scopes", MOST_SCOPES, LONGEST_NAME), Scope::named, fields));
    return scopes;
  }

  private static List<AddressRange> ranges(Fields fields) {
    List<String> texts = fields.texts("allow", KeyRequest.MOST_RANGES, LONGEST_NAME);
    return parsed("allow", texts, AddressRange::parse, fields);
  }

  private static Set<String> services(Fields fields) {
    return Set.copyOf(fields.texts("services", KeyRequest.MOST_SERVICES, LONGEST_NAME));
  }

  private static Optional<Integer> quota(Fields fields) {
    JsonNode value = fields.value("quota");
    if (value.isTextual() && value.textValue().equals(DEFAULT)) {
      return Optional.empty();
    }
    if (value.isMissingNode()) {
      fields.mistake("quota", "is required: requests a minute, or \"default\"");
    }
    return fields.number("quota").map(KeyJson::whole);
  }

  /** Numbers beyond an int's are as far beyond the limit as the greatest of them. */
  private static Integer whole(long number) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  private static <T> List<T> parsed(
      String field, List<String> texts, Function<String, T> parse, Fields fields) {
    List<T> values = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        values.add(parse.apply(texts.get(i)));
      } catch (IllegalArgumentException e) {
        fields.mistake(field + "[" + i + "]", String.valueOf(e.getMessage()));
      }
    }
    return values;
  }

  /** {@code {"keys":[…],"next":…}}. */
  static String write(Page<KeySummary> page, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("keys");
    page.items().forEach(key -> all.add(node(key, now)));
    page.next().ifPresent(next -> json.put("next", next));
    return Wire.write(json);
  }

  static String write(KeySummary key, Instant now) {
    return Wire.write(node(key, now));
  }

  /** With the secret, for whoever asked for it, this once. */
  static String write(NewKey made, Instant now) {
    ObjectNode json = node(made.key(), now);
    json.put("secret", made.secret().reveal());
    json.put("message", "Keep the secret now: it is shown this once, and nobody can read it again");
    return Wire.write(json);
  }

  private static ObjectNode node(KeySummary key, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", key.id());
    json.put("version", key.version());
    json.put("state", key.activeAt(now) ? "active" : "revoked");
    json.put("owner", key.owner());
    json.put("label", key.label());
    json.put("created_at", key.createdAt().toString());
    texts(json.putArray("scopes"), key.scopes().stream().sorted().map(Scope::word).toList());
    texts(json.putArray("allow"), key.allowList().stream().map(AddressRange::toString).toList());
    key.quotaPerMinute()
        .ifPresentOrElse(quota -> json.put("quota", quota), () -> json.put("quota", DEFAULT));
    texts(json.putArray("services"), key.services().stream().sorted().toList());
    ObjectNode preferences = json.putObject("preferences");
    new TreeMap<>(key.preferences()).forEach(preferences::put);
    key.previousUntil()
        .filter(now::isBefore)
        .ifPresent(until -> json.put("previous_secret_until", until.toString()));
    key.revokedAt().ifPresent(at -> json.put("revoked_at", at.toString()));
    return json;
  }

  private static void texts(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}
