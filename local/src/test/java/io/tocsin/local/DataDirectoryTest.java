package io.tocsin.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private final Path directory;
  private final SecureRandom random = new SecureRandom();

  DataDirectoryTest(@TempDir Path directory) {
    this.directory = directory.resolve("data");
  }

  @Test
  void theSealingKeyIsMadeOnceAndKept() {
    Secret made;
    try (DataDirectory data = DataDirectory.open(directory)) {
      made = data.sealingKey(random);
    }
    assertEquals(AesGcmSealer.KEY_LENGTH, Base64.getDecoder().decode(made.reveal()).length);
    try (DataDirectory data = DataDirectory.open(directory)) {
      assertEquals(made, data.sealingKey(random));
    }
    try (DataDirectory other = DataDirectory.open(directory.resolveSibling("other"))) {
      assertNotEquals(made, other.sealingKey(random));
    }
  }

  @Test
  void nobodyElseMayReadTheKeys() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      assumeTrue(
          directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
          "this file system knows no permissions");
      data.sealingKey(random);
      data.key(random);
      for (String file : List.of("sealing-key", "key")) {
        assertEquals("rw-------", permissions(directory.resolve(file)), file);
      }
      assertEquals("rwx------", permissions(directory));
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
