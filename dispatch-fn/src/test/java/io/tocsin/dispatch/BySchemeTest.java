package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micronaut.context.ApplicationContext;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BySchemeTest {
  private static final Named MAIL = new Named("mail", Set.of("smtp", "smtps"));

  private final ByScheme transport =
      new ByScheme(
          request -> new Reply.NotSent("http"),
          request -> new Reply.NotSent("guarded"),
          List.of(MAIL, new Named("sns", Set.of("sns"))));

  @ParameterizedTest
  @CsvSource({
    "https://a.test/,  false, http",
    "http://a.test/,   false, http",
    "https://a.test/,  true,  guarded",
    "smtp://a.test,    false, mail",
    "SMTPS://a.test,   false, mail",
    "sns:arn:aws:sns,  false, sns",
    "sns:arn:aws:sns,  true,  guarded",
    "gopher://a.test/, false, http",
    "nothing,          false, http"
  })
  void theSchemeSaysWhatSends(String url, boolean guarded, String by) throws Exception {
    Request request = new Request("POST", Secret.of(url), Map.of(), "", Duration.ofSeconds(1));
    assertEquals(new Reply.NotSent(by), transport.send(guarded ? request.guard() : request));
  }

  @Test
  void twoForOneSchemeAreAMistake() {
    List<SchemeTransport> twice = List.of(MAIL, new Named("other", Set.of("smtp")));
    assertThrows(
        IllegalStateException.class,
        () -> new ByScheme(request -> new Reply.Lost(""), request -> new Reply.Lost(""), twice));
  }

  @Test
  void theFunctionHasOneForEachSchemeOfItsChannels() {
    try (ApplicationContext context =
        ApplicationContext.builder().eagerInitSingletons(false).start()) {
      Set<String> schemes = new TreeSet<>();
      context
          .getBeansOfType(SchemeTransport.class)
          .forEach(other -> schemes.addAll(other.schemes()));
      assertEquals(Set.of("mail", "meetings", "ses", "smtp", "smtps", "sns"), schemes);
    }
  }

  private record Named(String name, Set<String> schemes) implements SchemeTransport {
    @Override
    public Reply send(Request request) {
      return new Reply.NotSent(name);
    }
  }
}
