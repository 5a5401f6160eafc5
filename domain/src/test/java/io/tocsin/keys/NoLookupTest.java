package io.tocsin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks like an address and is none must not be asked of any name server. */
class NoLookupTest {
  private static final List<String> NAMES =
      List.of("256.1.1.1", "999.999.999.999", ".::1", ".1:2", "1.2.3.400");

  /** In a JVM of its own, in which each of them is the name of a host. */
  @Test
  void whatIsNoAddressIsNotLookedUp(@TempDir Path folder) throws Exception {
    StringBuilder hosts = new StringBuilder("127.0.0.1 known.example\n");
    NAMES.forEach(name -> hosts.append("127.0.0.1 ").append(name).append('\n'));
    Path file = Files.writeString(folder.resolve("hosts"), hosts);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                Looker.class.getName())
            .redirectErrorStream(true)
            .start();
    String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), found);
    assertEquals("known.example", found.strip(), "found although it is no address");
  }

  /** Prints which of them are taken for addresses, and that names could be looked up. */
  static final class Looker {
    private Looker() {}

    public static void main(String[] arguments) throws IOException {
      System.out.println(InetAddress.getAllByName("known.example")[0].getHostName());
      for (String name : NAMES) {
        if (AddressRange.parse("127.0.0.0/8").contains(name)) {
          System.out.println(name);
        }
      }
    }
  }
}
