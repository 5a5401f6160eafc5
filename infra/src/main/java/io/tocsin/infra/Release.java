package io.tocsin.infra;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names that a release's files have in a bucket: with the version, and with the beginning of
 * their SHA-256, so that other content always has another name. CloudFormation sees no other sign
 * that code changed.
 */
public record Release(String version) {
  private static final int SUM_BYTES = 4;
  private static final String PACKED = "-aws.zip";

  /** Of a function's package, e.g. {@code tocsin-ingest-fn-0.1.0-1f2e3d4c.zip}. */
  public String name(Path zip) {
    try {
      String file = String.valueOf(zip.getFileName());
      String module =
          file.endsWith(PACKED) ? file.substring(0, file.length() - PACKED.length()) : file;
      return named(module.replace("-" + version, ""), Files.readAllBytes(zip));
    } catch (IOException e) {
      throw new UncheckedIOException(zip + " cannot be read", e);
    }
  }

  /** Of the layer with a {@code tocsin.yml}, e.g. {@code tocsin-config-0.1.0-1f2e3d4c.zip}. */
  public String name(TocsinYml yml) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      yml.pack(bytes);
      return named("tocsin-config", bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("the layer cannot be packed", e);
    }
  }

  /** Of the template. */
  public String template() {
    return "tocsin-" + version + ".template.json";
  }

  private String named(String module, byte[] content) {
    return module + "-" + version + "-" + sum(content).substring(0, 2 * SUM_BYTES) + ".zip";
  }

  /** A SHA-256, in hex. */
  static String sum(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
