package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.history.Page;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.local.MendableException;
import io.tocsin.wire.Wire;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Keys by the HTTP API of a Tocsin that runs. */
record RemoteKeys(Access access, Clock clock) implements KeyRegistry {
  private static final String PATH = "/api/v1/keys";

  @Override
  public NewKey create(KeyRequest request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("owner", request.owner());
    json.put("label", request.label());
    put(json, "scopes", request.scopes().stream().map(Scope::word).toList());
    put(json, "allow", request.allowList().stream().map(AddressRange::toString).toList());
    request.quotaPerMinute().ifPresent(quota -> json.put("quota", quota));
    put(json, "services", request.services());
    request.preferences().forEach(json.putObject("preferences")::put);
    return made(post("", json));
  }

  @Override
  public NewKey rotate(String id, Duration grace) {
    return made(post("/rotate", seen(id).put("grace_seconds", grace.toSeconds())));
  }

  @Override
  public KeySummary revoke(String id) {
    return key(post("/revoke", JsonNodeFactory.instance.objectNode().put("id", id)));
  }

  @Override
  public KeySummary allow(String id, List<AddressRange> ranges) {
    ObjectNode json = seen(id);
    put(json, "allow", ranges.stream().map(AddressRange::toString).toList());
    return key(post("/allow", json));
  }

  @Override
  public KeySummary quota(String id, Optional<Integer> perMinute) {
    ObjectNode json = seen(id);
    perMinute.ifPresentOrElse(
        number -> json.put("quota", number), () -> json.put("quota", "default"));
    return key(post("/quota", json));
  }

  @Override
  public KeySummary tell(String id, Map<String, Boolean> changed, Optional<Set<String>> services) {
    ObjectNode json = seen(id);
    changed.forEach(json.putObject("preferences")::put);
    services.ifPresent(names -> put(json, "services", names));
    return key(post("/prefs", json));
  }

  @Override
  public List<KeySummary> list(Optional<String> owner) {
    List<KeySummary> all = new ArrayList<>();
    String first = "?limit=" + Page.LONGEST + owner.map(name -> "&owner=" + coded(name)).orElse("");
    JsonNode page = get(first);
    page.path("keys").forEach(key -> all.add(key(key)));
    while (page.hasNonNull("next")) {
      page = get(first + "&cursor=" + coded(page.path("next").asText()));
      page.path("keys").forEach(key -> all.add(key(key)));
    }
    return all;
  }

  /** The key and its version, so that nobody else's change is overruled unseen. */
  private ObjectNode seen(String id) {
    JsonNode key = get("?id=" + coded(id)).path("keys").path(0);
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("version", key.path("version").asLong());
  }

  private JsonNode get(String query) {
    return answered(access.get(PATH + query, clock));
  }

  private JsonNode post(String path, ObjectNode json) {
    byte[] body = Wire.write(json).getBytes(StandardCharsets.UTF_8);
    return answered(access.post(PATH + path, body, clock));
  }

  private static JsonNode answered(HttpResponse<String> response) {
    JsonNode answer = HistoryTable.parse(response.body());
    if (response.statusCode() != 200) {
      throw new MendableException(
          "Refused ("
              + response.statusCode()
              + "): "
              + Columns.plain(answer.path("message").asText(response.body())));
    }
    return answer;
  }

  private static NewKey made(JsonNode json) {
    return new NewKey(key(json), Secret.of(json.path("secret").asText()));
  }

  private static KeySummary key(JsonNode json) {
    Map<String, Boolean> preferences = new LinkedHashMap<>();
    json.path("preferences")
        .properties()
        .forEach(each -> preferences.put(each.getKey(), each.getValue().asBoolean()));
    return new KeySummary(
        json.path("id").asText(),
        json.path("version").asLong(),
        json.path("owner").asText(),
        json.path("label").asText(),
        time(json, "created_at").orElse(Instant.EPOCH),
        texts(json, "scopes").map(Scope::named).collect(Collectors.toSet()),
        texts(json, "allow").map(AddressRange::parse).toList(),
        Optional.of(json.path("quota")).filter(JsonNode::isInt).map(JsonNode::intValue),
        texts(json, "services").collect(Collectors.toSet()),
        preferences,
        time(json, "previous_secret_until"),
        time(json, "revoked_at"));
  }

  private static Optional<Instant> time(JsonNode json, String member) {
    return Optional.of(json.path(member).asText())
        .filter(text -> !text.isEmpty())
        .map(Instant::parse);
  }

  private static Stream<String> texts(JsonNode json, String member) {
    return StreamSupport.stream(json.path(member).spliterator(), false).map(JsonNode::asText);
  }

  private static void put(ObjectNode json, String member, Collection<String> texts) {
    ArrayNode array = json.putArray(member);
    texts.forEach(array::add);
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    // A connection ends by itself.
  }
}
