package io.tocsin.aws.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypt and Decrypt of KMS, played on loopback in the JSON 1.1 protocol, with AES inside: the
 * encryption context is authenticated, and a ciphertext names the key it was made with.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decrypt.html">Decrypt</a>
 */
public final class PlayedKms implements AutoCloseable {
  private static final int NONCE = 12;
  private static final int KEY_ID = 8;
  private static final int LARGEST = 4096;

  /** Each call as {@code TrentService.Decrypt {"tocsin:key":"cm_1"}}. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final HttpServer server;

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String type) {
      super(type);
    }
  }

  public PlayedKms() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Makes a key and gives its id, of eight characters. */
  public String newKey() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    String id = "key-" + (1000 + keys.size());
    keys.put(id, key);
    return id;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    int status = 200;
    ObjectNode reply = JsonNodeFactory.instance.objectNode();
    try {
      JsonNode asked = Wire.parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
      calls.add(target + " " + asked.path("EncryptionContext"));
      if ("TrentService.Encrypt".equals(target)) {
        reply.put("CiphertextBlob", encrypt(asked));
      } else if ("TrentService.Decrypt".equals(target)) {
        reply.put("Plaintext", decrypt(asked));
      } else {
        throw new Refused("UnsupportedOperationException");
      }
    } catch (Refused e) {
      status = 400;
      reply.put("__type", e.getMessage());
    } catch (GeneralSecurityException e) {
      status = 400;
      reply.put("__type", "InvalidCiphertextException");
    } catch (InvalidJsonException e) {
      status = 400;
      reply.put("__type", "SerializationException");
    }
    byte[] body = reply.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private byte[] encrypt(JsonNode asked) throws Refused, GeneralSecurityException {
    String id = asked.path("KeyId").asText();
    byte[] plain = bytes(asked.path("Plaintext"));
    if (plain.length < 1 || plain.length > LARGEST) {
      throw new Refused("ValidationException");
    }
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce, asked).doFinal(plain);
    return ByteBuffer.allocate(KEY_ID + NONCE + sealed.length)
        .put(id.getBytes(UTF_8))
        .put(nonce)
        .put(sealed)
        .array();
  }

  private byte[] decrypt(JsonNode asked) throws Refused, GeneralSecurityException {
    ByteBuffer blob = ByteBuffer.wrap(bytes(asked.path("CiphertextBlob")));
    if (blob.remaining() < KEY_ID + NONCE) {
      throw new Refused("InvalidCiphertextException");
    }
    byte[] id = new byte[KEY_ID];
    byte[] nonce = new byte[NONCE];
    blob.get(id).get(nonce);
    String sealedWith = new String(id, UTF_8);
    if (!keys.containsKey(sealedWith)) {
      throw new Refused("InvalidCiphertextException");
    }
    if (!sealedWith.equals(asked.path("KeyId").asText(sealedWith))) {
      throw new Refused("IncorrectKeyException");
    }
    byte[] rest = new byte[blob.remaining()];
    blob.get(rest);
    return cipher(Cipher.DECRYPT_MODE, sealedWith, nonce, asked).doFinal(rest);
  }

  private Cipher cipher(int mode, String id, byte[] nonce, JsonNode asked)
      throws Refused, GeneralSecurityException {
    byte[] key = keys.get(id);
    if (key == null) {
      throw new Refused("NotFoundException");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(asked.path("EncryptionContext").toString().getBytes(UTF_8));
    return cipher;
  }

  private static byte[] bytes(JsonNode base64) {
    return Base64.getDecoder().decode(base64.asText());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
