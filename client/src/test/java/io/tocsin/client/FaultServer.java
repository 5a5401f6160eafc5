package io.tocsin.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver on loopback that does wrong what it is told to; for want of that, it accepts. */
final class FaultServer implements AutoCloseable {
  static final String ACCEPTED = "{\"status\":\"accepted\",\"id\":\"ev_1\",\"message\":\"thanks\"}";

  /** A request as it came. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Got(String line, Map<String, String> headers, byte[] body) {
    String text() {
      return new String(body, UTF_8);
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** What it does once it has read a request; false ends the connection. */
  interface Behaviour {
    boolean answer(Socket socket) throws IOException, InterruptedException;
  }

  final List<Got> requests = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket server;

  FaultServer(Behaviour... first) {
    next.addAll(List.of(first));
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::listen);
  }

  /** What it does before it accepts, for what needs the server to be made. */
  void first(Behaviour behaviour) {
    next.add(behaviour);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  static Behaviour status(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(UTF_8);
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    String length = "Content-Length: " + bytes.length + "\r\n";
    return text("HTTP/1.1 " + status + " any\r\n" + more + length + "\r\n" + body);
  }

  /** Says just that. */
  static Behaviour text(String text) {
    return socket -> {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      return true;
    };
  }

  /** Ends the connection without a word, as a process does that is killed. */
  static Behaviour reset() {
    return socket -> {
      socket.setSoLinger(true, 0);
      return false;
    };
  }

  /** Ends the connection in the middle of its answer. */
  static Behaviour cut() {
    return socket -> {
      text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").answer(socket);
      return false;
    };
  }

  /** Says that, and then never anything again. */
  Behaviour hangAfter(String text) {
    return socket -> {
      text(text).answer(socket);
      closing.await();
      return false;
    };
  }

  /** Talks until the other side has enough of it. */
  static Behaviour endless(int status) {
    byte[] piece = "x".repeat(8192).getBytes(UTF_8);
    return socket -> {
      OutputStream out = socket.getOutputStream();
      out.write(("HTTP/1.1 " + status + " any\r\n\r\n").getBytes(UTF_8));
      while (!socket.isClosed()) {
        out.write(piece);
      }
      return false;
    };
  }

  private void listen() {
    try {
      while (!server.isClosed()) {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed; there is nothing more to accept.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean more = true;
      while (more) {
        String line = line(in);
        if (line.isEmpty()) {
          return;
        }
        requests.add(read(line, in));
        Behaviour behaviour = next.poll();
        more = (behaviour == null ? status(200, ACCEPTED) : behaviour).answer(socket);
      }
    } catch (IOException e) {
      // The client went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Got read(String line, InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Got(line, headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int at = in.read(); at >= 0 && at != '\n'; at = in.read()) {
      line.append(new String(new byte[] {(byte) at}, ISO_8859_1));
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
