package io.tocsin.ingest;

import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request as a sender makes it. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Call(
    String method,
    String path,
    String query,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    boolean base64,
    String address) {

  static Call get(String path) {
    return new Call("GET", path, "", List.of(), new byte[0], false, "198.51.100.7");
  }

  /** Unsigned, as JSON. */
  static Call post(String path, byte[] body) {
    return new Call("POST", path, "", List.of(), body, false, "198.51.100.7")
        .with("Content-Type", "application/json");
  }

  /** As the known client signs it. */
  static Call signed(String path, byte[] body, String key, String secret, String timestamp) {
    String signature = Signature.hex(Signature.sign(Secret.of(secret), timestamp, body));
    return post(path, body)
        .with("X-API-Key", key)
        .with("X-Timestamp", timestamp)
        .with("X-Signature", signature);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One more header, even when there is one of that name. */
  Call with(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(headers);
    more.add(Map.entry(name, value));
    return new Call(method, path, query, more, body, base64, address);
  }

  Call without(String name) {
    List<Map.Entry<String, String>> fewer =
        headers.stream().filter(header -> !header.getKey().equalsIgnoreCase(name)).toList();
    return new Call(method, path, query, fewer, body, base64, address);
  }

  Call replacing(String name, String value) {
    return without(name).with(name, value);
  }

  Call body(byte[] other) {
    return new Call(method, path, query, headers, other, base64, address);
  }

  Call method(String other) {
    return new Call(other, path, query, headers, body, base64, address);
  }

  Call query(String other) {
    return new Call(method, path, other, headers, body, base64, address);
  }

  Call inBase64() {
    return new Call(method, path, query, headers, body, true, address);
  }

  Call from(String other) {
    return new Call(method, path, query, headers, body, base64, other);
  }
}
