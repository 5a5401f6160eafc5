package io.tocsin.scheduler.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.tocsin.delivery.Reply;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.ProviderException;
import io.tocsin.meeting.ProviderException.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {
  private static final String FROM = "tocsin@example.org";

  private final Map<String, String> variables = new HashMap<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtp://mail.example.org:587",
        "smtps://mail.example.org",
        "ses:",
        "ses:eu-west-1"
      })
  void whatSendsIsAMailServerOrSes(String url) {
    variables.put(MailSettings.URL, url);
    variables.put(MailSettings.FROM, FROM);
    assertEquals(url, read().url());
    assertEquals("example.org", read().domain());
    assertEquals(Optional.empty(), read().login());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"smtp://tocsin:s3cr3t@mail.example.org", "s3cr3t", "ses:s3cr3t", "http://s3cr3t"})
  void anotherAddressIsNamedAndNotShown(String url) {
    variables.put(MailSettings.URL, url);
    variables.put(MailSettings.FROM, FROM);
    assertTrue(mistake().startsWith("TOCSIN_MEETING_MAIL_URL must"), mistake());
    assertFalse(mistake().contains("s3cr3t"), mistake());
  }

  @Test
  void whatBelongsTogetherIsSetTogether() {
    variables.put(MailSettings.URL, "ses:");
    assertTrue(mistake().startsWith("TOCSIN_MEETING_MAIL_FROM must"), mistake());
    variables.put(MailSettings.FROM, FROM);
    variables.put("TOCSIN_MEETING_MAIL_PASSWORD", "s3cr3t");
    assertEquals(
        "TOCSIN_MEETING_MAIL_USER and TOCSIN_MEETING_MAIL_PASSWORD belong together", mistake());
    variables.put("TOCSIN_MEETING_MAIL_USER", "tocsin");
    assertFalse(read().toString().contains("s3cr3t"));
  }

  @Test
  void theFunctionHasTheProviderWhenItIsSetUp() {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .environmentPropertySource(false)
            .properties(
                Map.of(
                    "tocsin.meeting-mail-url",
                    "smtp://127.0.0.1:1",
                    "tocsin.meeting-mail-from",
                    FROM))
            .singletons(new NoExchanges(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .start()) {
      assertEquals("mail", context.getBean(MeetingProvider.class).name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, '', ''",
    "400, ThrottlingException, TRANSIENT",
    "400, MessageRejected, REJECTED",
    "403, AccessDenied, REJECTED",
    "429, '', TRANSIENT",
    "503, ServiceUnavailable, TRANSIENT"
  })
  void eachAnswerOfSesHasItsMeaning(int status, String code, String kind) {
    Reply reply = new Reply.Answer(status, Map.of("x-amzn-errortype", List.of(code)), "a@b.c");
    Optional<ProviderException> failure = MailReplies.failure(reply);
    assertEquals(kind, failure.map(ProviderException::kind).map(Kind::name).orElse(""));
    assertFalse(failure.toString().contains("a@b.c"));
  }

  private MailSettings read() {
    return MailSettings.read(name -> Optional.ofNullable(variables.get(name)));
  }

  private String mistake() {
    return String.valueOf(assertThrows(IllegalArgumentException.class, this::read).getMessage());
  }
}
