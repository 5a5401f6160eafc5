package io.tocsin.scheduler.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mail server that agrees to everything but one thing. */
final class MisbehavingMailServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server;
  private final String at;
  private final String then;

  private MisbehavingMailServer(ServerSocket server, String at, String then) {
    this.server = server;
    this.at = at;
    this.then = then;
  }

  /**
   * Starts one.
   *
   * @param at the command, or CONNECT
   * @param then what is answered to it; nothing where empty; {@code close} hangs up
   */
  static MisbehavingMailServer at(String at, String then) {
    try {
      MisbehavingMailServer server =
          new MisbehavingMailServer(
              new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), at, then);
      server.threads.execute(server::listen);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> talk(socket));
      } catch (IOException e) {
        // It was closed.
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      boolean open = say(socket, "CONNECT", "220 ready");
      String line = open ? in.readLine() : null;
      while (line != null) {
        open = say(socket, line, line.startsWith("DATA") ? "354 go on" : "250 yes");
        line = open ? in.readLine() : null;
      }
    } catch (IOException e) {
      // The other side hung up.
      return;
    }
  }

  private boolean say(Socket socket, String line, String usual) throws IOException {
    boolean here = line.startsWith(at);
    if (here && then.equals("close")) {
      return false;
    }
    String words = here ? then : usual;
    if (!words.isEmpty()) {
      socket.getOutputStream().write((words + "\r\n").getBytes(US_ASCII));
      socket.getOutputStream().flush();
    }
    return true;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
