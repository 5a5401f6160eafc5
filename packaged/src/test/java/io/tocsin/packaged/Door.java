package io.tocsin.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands before DynamoDB, and answers what it does not like as DynamoDB does what one may not: the
 * SDK's clients do not try that again, as they would for seconds when a connection breaks.
 */
final class Door implements AutoCloseable {
  private static final Pattern REQUEST = Pattern.compile("[A-Z]+ /\\S* HTTP/1\\.1");
  private static final String ANSWER =
      "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"message\":\"refused\"}";

  private final int behind;
  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<String> refused = Optional.empty();

  Door(URI service) throws IOException {
    behind = service.getPort();
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    workers.execute(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Lets no request through that has this in it. */
  void refuse(String text) {
    refused = Optional.of(text);
  }

  /** Lets every request through again. */
  void accept(String text) {
    refused = refused.filter(other -> !other.equals(text));
  }

  /** How many connections there are now. */
  long connected() {
    return open.stream().filter(socket -> !socket.isClosed()).count() / 2;
  }

  /** The first lines of all requests that went through. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket caller = socket.accept();
        Socket service = new Socket(InetAddress.getLoopbackAddress(), behind);
        open.add(caller);
        open.add(service);
        workers.execute(() -> carry(caller, service, this::hear));
        workers.execute(() -> carry(service, caller, text -> {}));
      } catch (IOException e) {
        // The caller went, or the service did not answer: there is nothing to carry.
        open.removeIf(Socket::isClosed);
      }
    }
  }

  private void hear(String text) {
    Matcher request = REQUEST.matcher(text);
    if (request.lookingAt()) {
      requests.add(request.group());
    }
  }

  private void carry(Socket from, Socket to, Consumer<String> listener) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[65_536];
      int length = in.read(bytes);
      while (length >= 0) {
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        listener.accept(text);
        if (isRefused(text)) {
          break;
        }
        out.write(bytes, 0, length);
        length = in.read(bytes);
      }
      if (length >= 0) {
        from.getOutputStream().write(refusal());
      }
    } catch (IOException e) {
      // Either end may break off; then so does the other.
      close(to);
    }
  }

  private static byte[] refusal() {
    return ("HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.0\r\n"
            + "Connection: close\r\nContent-Length: "
            + ANSWER.length()
            + "\r\n\r\n"
            + ANSWER)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private boolean isRefused(String text) {
    return refused.filter(text::contains).isPresent();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket of this machine can be closed", e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    open.forEach(Door::close);
    workers.shutdownNow();
  }
}
