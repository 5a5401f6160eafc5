package io.tocsin.aws.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class SesTransportTest extends MessageTransportContract {
  private static final String TAKEN =
      "<SendRawEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\">"
          + "<SendRawEmailResult><MessageId>0102-abc-000000</MessageId></SendRawEmailResult>"
          + "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>"
          + "</SendRawEmailResponse>";

  private static final String MAIL = "Subject: fire\r\n\r\nat plex\r\n";

  @Override
  SchemeTransport transport(Account account) {
    return new SesTransport(account);
  }

  @Override
  Request request(Duration timeout) {
    return mail("ses:", timeout);
  }

  private static Request mail(String url, Duration timeout) {
    return Played.request(
        url, Map.of("from", "t@example.org", "to", "a@example.org,b@example.org"), MAIL, timeout);
  }

  @Test
  void theMailArrivesAsItIsWithItsEnvelope() throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      assertEquals(
          new Reply.Answer(200, Map.of(), "0102-abc-000000"),
          service.send(SesTransport::new, request(LONG)));
      Map<String, String> call = service.calls.get(0);
      assertEquals("SendRawEmail", call.get("Action"));
      assertEquals("t@example.org", call.get("Source"));
      assertEquals("a@example.org", call.get("Destinations.member.1"));
      assertEquals("b@example.org", call.get("Destinations.member.2"));
      String raw = Optional.ofNullable(call.get("RawMessage.Data")).orElseThrow();
      assertEquals(MAIL, new String(Base64.getDecoder().decode(raw), UTF_8));
    }
  }

  @Test
  void theRegionIsTheFunctionsUnlessAnotherIsNamed() throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      SesTransport transport = new SesTransport(service.account());
      transport.send(mail("ses:", LONG));
      transport.send(mail("ses:us-east-1", LONG));
      assertEquals(List.of("eu-central-1/ses", "us-east-1/ses"), service.scopes);
    }
  }

  @Test
  void withoutARegionNothingIsSent() throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      Account lost =
          new Account(
              service.account().credentials(),
              SesTransportTest::noRegion,
              service.account().endpoint());
      assertInstanceOf(Reply.NotSent.class, new SesTransport(lost).send(request(LONG)));
      assertEquals(List.of(), service.calls);
    }
  }

  private static Region noRegion() {
    throw SdkClientException.create("Unable to load region");
  }
}
