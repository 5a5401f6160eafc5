package io.tocsin.aws.message;

import io.tocsin.aws.message.Account.Line;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.keys.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;

/**
 * Sends mail by SES (SendRawEmail): {@code ses:} in the function's region, or {@code ses:REGION}.
 *
 * <p>A request's body is the mail as it is to be sent, in ASCII; its headers are the envelope,
 * {@code from} and {@code to} (addresses with commas between them).
 */
public final class SesTransport implements SchemeTransport {
  private static final String SCHEME = "ses";

  private final Account account;
  private final Map<Line, SesClient> clients = new ConcurrentHashMap<>();

  public SesTransport(Account account) {
    this.account = account;
  }

  @Override
  public Set<String> schemes() {
    return Set.of(SCHEME);
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    Region region;
    try {
      String named = request.url().reveal().substring(SCHEME.length() + 1);
      region = named.isEmpty() ? account.home().getRegion() : Region.of(named);
    } catch (SdkException e) {
      return new Reply.NotSent("no region is known to send mail in");
    }
    Line line = new Line(region, request.timeout());
    return Call.reply(account, () -> send(request, line));
  }

  private String send(Request request, Line line) {
    SesClient client =
        clients.computeIfAbsent(line, key -> account.connect(SesClient.builder(), key));
    return client
        .sendRawEmail(
            mail ->
                mail.source(header(request, "from"))
                    .destinations(List.of(header(request, "to").split(",")))
                    .rawMessage(raw -> raw.data(SdkBytes.fromUtf8String(request.body()))))
        .messageId();
  }

  private static String header(Request request, String name) {
    return Optional.ofNullable(request.headers().get(name)).map(Secret::reveal).orElse("");
  }
}
