package io.tocsin.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The native half of Lambda's runtime client. Left alone, each process unpacks it over the same
 * file in {@code /tmp}, under the feet of those that use it: on Lambda they have a {@code /tmp}
 * each.
 */
final class NativeClient {
  static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  static final Path FILE = unpack();

  private NativeClient() {}

  private static Path unpack() {
    String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String musl = Files.exists(Path.of("/etc/alpine-release")) ? "_musl" : "";
    String name = "/jni/libaws-lambda-jni.linux" + musl + "-" + machine + ".so";
    Path file = Path.of("target", "libaws-lambda-jni.so").toAbsolutePath();
    try (InputStream packed = NativeClient.class.getResourceAsStream(name)) {
      Files.copy(
          Optional.ofNullable(packed).orElseThrow(() -> new IllegalStateException(name)),
          file,
          StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
