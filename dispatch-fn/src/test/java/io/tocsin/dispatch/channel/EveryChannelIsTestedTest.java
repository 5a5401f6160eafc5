package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.delivery.Channel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nobody keeps a list of channels: they are found on the class path. */
class EveryChannelIsTestedTest {

  @Test
  void everyChannelHasItsTestOnTheContractAndItsFixture() throws Exception {
    List<Class<?>> channels = channels();
    assertTrue(channels.contains(DiscordWebhook.class), channels.toString());
    for (Class<?> channel : channels) {
      Object test =
          Class.forName(channel.getName() + "Test").getDeclaredConstructor().newInstance();
      Channel tested = assertInstanceOf(ChannelContract.class, test).channel;
      assertEquals(channel, tested.getClass());
      String fixture = ChannelContract.Examples.fixture(tested);
      assertNotNull(getClass().getResource(fixture), fixture + " is missing");
    }
  }

  private static List<Class<?>> channels()
      throws URISyntaxException, IOException, ClassNotFoundException {
    Path classes =
        Path.of(DiscordWebhook.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String folder = DiscordWebhook.class.getPackageName().replace('.', '/');
    List<Class<?>> channels = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace('/', '.').replace(".class", "");
        // Generated classes need what only the container gives them.
        if (!name.contains("$") && Channel.class.isAssignableFrom(Class.forName(name))) {
          channels.add(Class.forName(name));
        }
      }
    }
    return channels;
  }
}
