package io.tocsin.ingest.discord;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/** Which release of Tocsin this is, as the build wrote it down: a version such as 0.1.0. */
public final class Release {
  public static final String VERSION = read();

  private Release() {}

  private static String read() {
    Properties properties = new Properties();
    try (InputStream file = Release.class.getResourceAsStream("release.properties")) {
      properties.load(Optional.ofNullable(file).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
