package io.tocsin.local.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import io.tocsin.keys.Secret;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.local.standins.Fault;
import io.tocsin.local.standins.StandIns;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console, as somebody sees it in a browser. Rooms are targets: red, green and blue. */
@Timeout(300)
class ConsoleTest {
  private static Chromium browser;
  private static StandIns standIns;
  private static LocalTocsin tocsin;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    browser = Chromium.start();
    standIns = StandIns.start(Clock.systemUTC(), new Random(1));
    tocsin =
        LocalTocsin.start(
            LocalOptions.in(folder.resolve("data"))
                .withConfig(Rooms.config(folder))
                .withEnvironment(new Rooms(standIns).environment()),
            any -> {});
    client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
  }

  @AfterAll
  static void stop() {
    // None of them is there where there is no browser.
    if (tocsin != null) {
      tocsin.close();
      standIns.close();
      browser.close();
    }
  }

  /** Sends an alert; its id. */
  private static String send(String room, String service, String title, String message)
      throws Exception {
    Map<String, String> alert =
        Map.of(
            "service", service, "priority", "P2", "title", title, "message", message, "type", room);
    String answer = client.post("/api/v1/alert", Wire.write(alert)).body();
    return Wire.parse(answer).path("id").asText();
  }

  /** The console with the key in use. */
  private static Screen console() {
    return browser.open(Screen.Look.USUAL).at(tocsin.url(), "").use(client);
  }

  @Test
  void nothingIsShownWithoutAKeyAndTheKeyStaysInItsTab() throws Exception {
    send("blue", "vault", "kept from strangers", "");
    try (Screen screen = browser.open(Screen.Look.USUAL).at(tocsin.url(), "");
        Screen other = browser.open(Screen.Look.USUAL)) {
      assertThat(screen.page().getByText("Reading needs a key.")).isVisible();
      assertThat(screen.alerts()).hasCount(0);
      screen.use(client);
      assertThat(screen.alert("kept from strangers")).isVisible();
      screen.page().reload();
      assertThat(screen.alert("kept from strangers")).isVisible();

      other.at(tocsin.url(), "");
      assertThat(other.page().getByText("Reading needs a key.")).isVisible();

      screen.button("Key").first().click();
      screen.button("Forget").click();
      assertThat(screen.page().getByText("Reading needs a key.")).isVisible();
      assertThat(screen.alerts()).hasCount(0);
    }
  }

  @Test
  void whatAnAlertSaysIsNeverMarkup() throws Exception {
    String title = "<img src=x onerror=\"document.title='taken'\"> is down";
    String message = "<script>document.title='taken'</script><a href=\"javascript:1\">here</a>";
    send("blue", "<b onclick=alert(1)>plex</b>", title, message);
    try (Screen screen = console()) {
      Locator row = screen.alert("onerror");
      assertThat(row.locator(".title")).hasText(title);
      assertThat(row.locator(".service")).hasText("<b onclick=alert(1)>plex</b>");
      row.click();
      assertThat(screen.story().getByRole(AriaRole.HEADING).first()).hasText(title);
      assertThat(screen.story()).containsText(message);
      assertThat(screen.page().locator("main :is(img, script, b[onclick])")).hasCount(0);
      assertThat(screen.page()).hasTitle("Alerts · Tocsin");
    }
  }

  @Test
  void anAlertShowsUpByItselfAndThenWhereItWent() throws Exception {
    try (Screen screen = console()) {
      assertThat(screen.page().locator("#count")).not().hasText("Loading…");
      send("green", "checkout", "queue grows", "");
      Locator row = screen.alert("queue grows");
      assertThat(row.locator(".severity")).hasText("high");
      assertThat(row).containsText("green");
      assertThat(row).containsText("delivered");
      assertThat(row.locator(".took")).hasText(Pattern.compile("[0-9.]+ (s|min)"));
      assertThat(screen.page().locator("#news")).containsText("queue grows");
      assertThat(picture(screen, "Last 24 hours: .*[1-9][0-9]* high.*")).isVisible();
      assertThat(picture(screen, "From receipt to delivery.* green .*")).isVisible();
    }
  }

  private static Locator service(Screen screen) {
    return screen
        .page()
        .getByRole(AriaRole.SEARCHBOX, new Page.GetByRoleOptions().setName("Service"));
  }

  private static Locator picture(Screen screen, String name) {
    return screen
        .page()
        .getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  @Test
  void aStoryTellsOfEveryAttempt() throws Exception {
    standIns.discord().fault("green", Fault.SERVER_ERROR);
    String id = send("green", "billing", "export failed", "exit 23");
    try (Screen screen = console().at(tocsin.url(), "/alerts/" + id)) {
      Locator steps = screen.story().getByRole(AriaRole.LISTITEM);
      assertThat(screen.story()).containsText("green transient, attempt 1");
      assertThat(screen.story()).containsText("green waiting");
      standIns.heal();
      assertThat(screen.story()).containsText(Pattern.compile("green delivered, attempt [2-9]"));
      assertThat(steps.first()).containsText("Received from");
      assertThat(steps.last()).containsText("green delivered");
      assertThat(screen.story()).containsText("exit 23");
    }
  }

  @Test
  void aDeadLetterIsRedeliveredByAButton() throws Exception {
    standIns.discord().fault("red", Fault.GONE);
    send("red", "mail", "relay refused", "");
    try (Screen screen = console()) {
      assertThat(screen.alert("relay refused")).containsText("dead letter");
      standIns.heal();
      screen.alert("relay refused").click();
      screen.button("Redeliver to red").click();
      assertThat(screen.page().getByRole(AriaRole.STATUS)).hasText("Told again: red");
      assertThat(screen.story()).containsText(Pattern.compile("red delivered, attempt [2-9]"));
      assertThat(screen.alert("relay refused")).containsText("delivered");
    }
  }

  @Test
  void anAlertIsAcknowledgedOnceWithANote() throws Exception {
    send("blue", "checkout", "till is stuck", "");
    try (Screen screen = console()) {
      screen.alert("till is stuck").click();
      screen.button("Acknowledge…").click();
      screen.page().getByLabel("Note").fill("I am at it");
      screen.press("Enter");
      assertThat(screen.page().getByRole(AriaRole.STATUS)).containsText("Acknowledged by");
      assertThat(screen.story()).containsText("Acknowledged by");
      assertThat(screen.story()).containsText("I am at it");
      assertThat(screen.button("Acknowledge…")).hasCount(0);
      assertThat(screen.alert("till is stuck")).containsText("acknowledged");

      screen.press("Escape", "/");
      screen.button("More").click();
      screen.page().getByLabel("Acknowledged").selectOption("true");
      assertThat(screen.alerts()).hasCount(1);
      assertThat(screen.alert("till is stuck")).isVisible();
    }
  }

  @Test
  void aServiceIsSilencedAndHeardAgain() throws Exception {
    send("blue", "staging-db", "slow", "");
    try (Screen screen = console()) {
      screen.alert("staging-db").first().click();
      screen.button("Silence…").click();
      assertThat(screen.page().getByLabel("Matchers")).hasValue("service=staging-db");
      screen.page().getByLabel("Reason").fill("we load it");
      screen.press("Enter");
      assertThat(screen.page().getByRole(AriaRole.STATUS)).containsText("Silenced until");

      screen.go("Silences");
      Locator silence = screen.view("Silences").getByRole(AriaRole.ROW).last();
      assertThat(silence).containsText("service=staging-db");
      assertThat(silence).containsText("we load it");
      screen.button("End the silence of service=staging-db").click();
      assertThat(screen.view("Silences")).containsText("Nothing is silenced.");
    }
  }

  @Test
  void whatASignedRequestNeedsIsSaid() throws Exception {
    send("blue", "nas", "disk full", "");
    try (Screen screen = browser.open(Screen.Look.USUAL).at(tocsin.url(), "")) {
      screen.use(Client.of(client.url(), client.key(), Secret.of("not-its-secret")));
      screen.alert("disk full").first().click();
      screen.button("Silence…").click();
      screen.page().getByLabel("Reason").fill("to see what happens");
      screen.press("Enter");
      assertThat(screen.page().getByRole(AriaRole.DIALOG)).containsText("X-Signature was not made");
    }
  }

  @Test
  void everythingIsReachedByTheKeyboard() throws Exception {
    send("blue", "keys", "the older", "");
    send("blue", "keys", "the newer", "");
    try (Screen screen = console()) {
      assertThat(screen.alert("the newer")).isVisible();
      int rows = screen.alerts().count();
      screen.press("j");
      assertThat(screen.alerts().locator(":scope:focus")).hasCount(1);
      for (int i = 0; i < rows && !screen.focused().textContent().contains("the newer"); i++) {
        screen.press("j");
      }
      assertThat(screen.focused()).containsText("the newer");
      screen.press("j");
      assertThat(screen.focused()).containsText("the older");
      screen.press("k", "Enter");
      assertThat(screen.focused()).hasText("the newer");
      assertThat(screen.story()).isVisible();
      screen.press("j");
      assertThat(screen.focused()).hasText("the older");
      screen.press("Escape");
      assertThat(screen.story()).isHidden();
      assertThat(screen.focused()).containsText("the older");

      screen.press("/");
      assertThat(service(screen)).isFocused();
      screen.press("j", "Escape");
      assertThat(service(screen)).hasValue("j");
      assertThat(service(screen)).not().isFocused();

      screen.press("?");
      Locator help = screen.page().getByRole(AriaRole.DIALOG);
      assertThat(help).containsText("next alert");
      screen.press("Escape");
      assertThat(help).isHidden();
      screen.press("3");
      assertThat(screen.page()).hasTitle("Meetings · Tocsin");
      assertThat(screen.view("Meetings")).containsText("No meetings yet");
    }
  }

  @Test
  void theFilterIsAskedOfTheHistory() throws Exception {
    send("blue", "wanted", "the one of many", "");
    send("blue", "other", "one too many", "");
    try (Screen screen = console()) {
      assertThat(screen.alert("one too many")).isVisible();
      Request asked =
          screen
              .page()
              .waitForRequest(
                  Pattern.compile("/api/v1/alerts\\?"), () -> service(screen).fill("wanted"));
      assertEquals("service=wanted", URI.create(asked.url()).getQuery().replace("limit=50&", ""));
      assertThat(screen.page()).hasURL(Pattern.compile(".*#/alerts\\?service=wanted"));
      assertThat(screen.alert("the one of many")).isVisible();
      assertThat(screen.alert("one too many")).hasCount(0);
      screen.button("Clear").click();
      assertThat(screen.alert("one too many")).isVisible();
    }
  }

  @Test
  void theLanesAreAsTheStatusSays() throws Exception {
    send("blue", "nas", "so that there is a lane", "");
    Eventually.happens(
        "all is delivered",
        Duration.ofMinutes(1),
        () -> standIns.discord().counts("blue").messages() > 0);
    var answer = client.get("/status");
    try (Screen screen = console()) {
      screen.go("Lanes");
      JsonNode lanes = Wire.parse(answer.body()).path("lanes");
      assertThat(screen.view("Lanes").locator("table").first().locator("tbody tr"))
          .hasCount(lanes.size());
      assertThat(screen.view("Lanes")).containsText(lanes.path(0).path("name").asText());
      assertThat(screen.view("Lanes")).containsText("closed");
    }
  }
}
