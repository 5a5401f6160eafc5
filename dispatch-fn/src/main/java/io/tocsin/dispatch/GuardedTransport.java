package io.tocsin.dispatch;

import io.tocsin.delivery.Departure;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Transport;
import io.tocsin.log.LogContext;
import io.tocsin.watch.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Sends requests whose address anybody may have chosen: over HTTP/1.1, each on a connection of its
 * own, to an address that an {@link AddressGuard} let pass and to no other.
 *
 * <p>The JDK's client looks names up by itself, and again for each connection; this library's takes
 * what it is given (ADR 7). It is loaded when it is first used.
 */
final class GuardedTransport implements Transport {
  private static final int MOST_AT_ONCE = 64;

  /** Bounds what is left behind by a request that was given up: {@link Request#timeout} is less. */
  private static final int CONNECT_SECONDS = 30;

  private final AddressGuard guard;
  private final Supplier<SSLContext> trust;
  private Optional<CloseableHttpClient> client = Optional.empty();

  GuardedTransport(AddressGuard guard) {
    this(guard, GuardedTransport::defaultTrust);
  }

  GuardedTransport(AddressGuard guard, Supplier<SSLContext> trust) {
    this.guard = guard;
    this.trust = trust;
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    Departure departure = new Departure();
    Optional<HttpUriRequestBase> message = write(request, departure);
    return message.isEmpty()
        ? new Reply.NotSent("the address is none for HTTP")
        : departure.run(
            request.timeout(), () -> exchange(message.get(), departure), message.get()::abort);
  }

  private Reply exchange(HttpUriRequestBase message, Departure departure) {
    try (ClassicHttpResponse answer =
        client().executeOpen(RoutingSupport.determineHost(message), message, null)) {
      return new Reply.Answer(answer.getCode(), headers(answer), body(answer));
    } catch (AddressGuard.RefusedException e) {
      return departure.failed("the host has " + e.getMessage(), "");
    } catch (SSLException e) {
      return departure.failed(
          "no connection: its certificate or encryption was not accepted",
          "the connection broke before the answer was complete");
    } catch (IOException | HttpException e) {
      return departure.failed(
          "no connection: refused, unreachable, too slow, or host not known",
          "the connection broke before the answer was complete");
    }
  }

  private synchronized CloseableHttpClient client() {
    if (client.isEmpty()) {
      client =
          Optional.of(
              HttpClients.custom()
                  .setConnectionManager(
                      PoolingHttpClientConnectionManagerBuilder.create()
                          .setDnsResolver(new Checked(guard))
                          .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust.get()))
                          .setMaxConnTotal(MOST_AT_ONCE)
                          .setMaxConnPerRoute(MOST_AT_ONCE)
                          .setDefaultConnectionConfig(
                              ConnectionConfig.custom()
                                  .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                  .build())
                          .build())
                  // Addresses are checked when they are connected to; so none is kept.
                  .setConnectionReuseStrategy((request, response, context) -> false)
                  .disableRedirectHandling()
                  .disableAutomaticRetries()
                  .disableAuthCaching()
                  .disableCookieManagement()
                  .disableContentCompression()
                  .disableDefaultUserAgent()
                  .build());
    }
    return client.get();
  }

  private static SSLContext defaultTrust() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has a default for TLS", e);
    }
  }

  private static Optional<HttpUriRequestBase> write(Request request, Departure departure) {
    try {
      URI uri = new URI(request.url().reveal());
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
        return Optional.empty();
      }
      HttpUriRequestBase message = new HttpUriRequestBase(request.method(), uri);
      request.headers().forEach((name, value) -> message.addHeader(name, value.reveal()));
      LogContext.trace().ifPresent(trace -> message.setHeader(Trace.HEADER, trace.header()));
      message.setEntity(new Body(request.body().getBytes(StandardCharsets.UTF_8), departure));
      message.setConfig(
          RequestConfig.custom()
              .setResponseTimeout(request.timeout().toMillis(), TimeUnit.MILLISECONDS)
              .setProtocolUpgradeEnabled(false)
              .build());
      return Optional.of(message);
    } catch (URISyntaxException e) {
      // Its message shows the address.
      return Optional.empty();
    }
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse answer) {
    return Map.copyOf(
        Arrays.stream(answer.getHeaders())
            .collect(
                Collectors.groupingBy(
                    header -> header.getName().toLowerCase(Locale.ROOT),
                    HashMap::new,
                    Collectors.mapping(Header::getValue, Collectors.toUnmodifiableList()))));
  }

  private static String body(ClassicHttpResponse answer) throws IOException {
    if (answer.getEntity() == null) {
      return "";
    }
    try (InputStream body = answer.getEntity().getContent()) {
      return new String(body.readNBytes(FirstBytes.MOST), StandardCharsets.UTF_8);
    }
  }

  /** A request's body, which takes the request with it when it leaves. */
  private static final class Body extends HttpEntityWrapper {
    private final Departure departure;

    Body(byte[] bytes, Departure departure) {
      super(new ByteArrayEntity(bytes, null));
      this.departure = departure;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      departure.leave();
      super.writeTo(out);
    }
  }

  /** Resolves by the guard; literal addresses come here, too. */
  private record Checked(AddressGuard guard) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return guard.check(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
