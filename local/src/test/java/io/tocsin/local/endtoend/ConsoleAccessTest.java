package io.tocsin.local.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console for those who see little, or nothing, and on small screens. */
@Timeout(300)
class ConsoleAccessTest {
  /** A window of 1280 pixels at 400 %, which WCAG 2.2, 1.4.10, asks for. */
  private static final int NARROW = 320;

  private static Chromium browser;
  private static LocalTocsin tocsin;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    browser = Chromium.start();
    tocsin = LocalTocsin.start(LocalOptions.in(folder), any -> {});
    client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
    for (String priority : List.of("P1", "P2", "P3", "P4")) {
      client.post(
          "/api/v1/alert",
          """
          {"service":"a-service-with-quite-a-long-name","priority":"%s","title":"It is down","message":"3 checks failed",
           "details":{"region":"eu"}}
          """
              .formatted(priority));
    }
  }

  @AfterAll
  static void stop() {
    // Neither is there where there is no browser.
    if (tocsin != null) {
      tocsin.close();
      browser.close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void axeFindsNothing(ColorScheme scheme) {
    try (Screen screen = browser.open(new Screen.Look(scheme, 1280)).at(tocsin.url(), "")) {
      check(screen, "without a key");
      screen.use(client);
      assertThat(screen.alert("It is down").first()).isVisible();
      check(screen, "alerts");
      screen.page().getByText("More", new Page.GetByTextOptions().setExact(true)).click();
      check(screen, "the whole filter");
      screen.press("Escape", "j", "Enter");
      assertThat(screen.story()).containsText("Received from");
      check(screen, "a story");
      // Another alert for each colour scheme; its story must be there before its button is.
      String place =
          screen
              .alerts()
              .filter(new Locator.FilterOptions().setHasNotText("acknowledged"))
              .first()
              .getAttribute("href");
      String id = place.substring(place.lastIndexOf('/') + 1);
      screen.at(tocsin.url(), "/alerts/" + id);
      assertThat(screen.story()).containsText(id);
      screen.button("Acknowledge…").click();
      check(screen, "the dialog of acknowledging");
      screen.press("Enter");
      assertThat(screen.story()).containsText("Acknowledged by");
      check(screen, "a story that somebody sees to");
      screen.button("Silence…").click();
      check(screen, "the dialog of silences");
      screen.page().getByLabel("Reason").fill("to look at it");
      screen.press("Enter");
      for (String view : List.of("Lanes", "Meetings", "Silences")) {
        screen.go(view);
        assertThat(screen.view(view)).isVisible();
        check(screen, view);
      }
      screen.press("?");
      check(screen, "help");
      screen.press("Escape");
      screen.button("Key").first().click();
      check(screen, "the dialog of the key");
    }
  }

  private static void check(Screen screen, String what) {
    AxeResults found = new AxeBuilder(screen.page()).analyze();
    assertFalse(found.getPasses().isEmpty(), "axe looked at something");
    assertEquals(
        List.of(),
        found.getViolations().stream()
            .map(rule -> rule.getImpact() + " " + rule.getId() + ": " + rule.getHelp())
            .toList(),
        what);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void onANarrowScreenNothingHasToBeScrolledSideways(ColorScheme scheme) {
    try (Screen screen = browser.open(new Screen.Look(scheme, NARROW)).at(tocsin.url(), "")) {
      screen.use(client);
      assertThat(screen.alert("It is down").first()).isVisible();
      assertEquals(NARROW, wide(screen), "the list");
      screen.alerts().first().click();
      assertThat(screen.story()).containsText("Received from");
      assertEquals(NARROW, wide(screen), "a story");
      for (String view : List.of("Lanes", "Meetings", "Silences")) {
        screen.go(view);
        assertThat(screen.view(view)).isVisible();
        assertEquals(NARROW, wide(screen), view);
      }
    }
  }

  private static int wide(Screen screen) {
    return (int) screen.page().evaluate("document.documentElement.scrollWidth");
  }
}
