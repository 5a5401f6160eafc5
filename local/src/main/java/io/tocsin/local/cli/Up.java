package io.tocsin.local.cli;

import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.MendableException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code tocsin up}. */
final class Up {
  private final Surroundings surroundings;

  Up(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(
      int port,
      int sqsPort,
      Optional<Path> data,
      TocsinCommand.StoreKind store,
      Optional<URI> endpoint,
      Optional<Path> config) {
    boolean dynamoDb = store == TocsinCommand.StoreKind.dynamodb;
    if (dynamoDb != endpoint.isPresent()) {
      return wrong("--store dynamodb and --endpoint URL belong together: give both or neither.");
    }
    if (outOfRange(port) || outOfRange(sqsPort)) {
      return wrong("A port is a number from 0 to 65535.");
    }
    Optional<Path> file = config.or(surroundings::config);
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new MendableException(
          "There is no readable file " + file.get() + ". Check the path given with --config.");
    }
    LocalOptions options =
        new LocalOptions(
            port,
            sqsPort,
            data.orElse(surroundings.data()),
            endpoint,
            file,
            surroundings.environment());
    return run(options);
  }

  private int wrong(String mend) {
    surroundings.err().println(mend);
    return 2;
  }

  private static boolean outOfRange(int port) {
    return port < 0 || port > 65_535;
  }

  private int run(LocalOptions options) {
    surroundings.err().print("Starting:");
    LocalTocsin tocsin;
    try {
      tocsin = LocalTocsin.start(options, part -> surroundings.err().print(" " + part));
    } finally {
      surroundings.err().println();
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tocsin), "tocsin-stop"));
    new ReadyMessage(tocsin, options).print(surroundings.out());
    return forever();
  }

  /** After a signal: everything has been put in order when this process ends, so that is a 0. */
  private void stop(LocalTocsin tocsin) {
    surroundings.err().println("Stopping: messages on their way are seen through.");
    tocsin.close();
    surroundings.err().println("Stopped. What still waits goes on with the next ./tocsin up.");
    surroundings.out().flush();
    Runtime.getRuntime().halt(0);
  }

  private static int forever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
