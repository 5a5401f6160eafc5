package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What somebody sees of the console, and does with it. */
final class Screen implements AutoCloseable {
  private final BrowserContext context;
  private final Page page;

  /** What the browser complained of: scripts that failed, and what the policy forbade. */
  private final List<String> complaints = new ArrayList<>();

  /**
   * How somebody looks at it.
   *
   * @param width in pixels of CSS
   */
  record Look(ColorScheme scheme, int width) {
    static final Look USUAL = new Look(ColorScheme.LIGHT, 1280);
  }

  Screen(Browser browser, Look look, int patienceMs) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setColorScheme(look.scheme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(look.width(), 800));
    context.setDefaultTimeout(patienceMs);
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::listen);
  }

  private void listen(ConsoleMessage message) {
    // That a request was refused is what some tests want to see.
    boolean refused = message.text().startsWith("Failed to load resource");
    if (message.type().equals("error") && !refused) {
      complaints.add(message.text());
    }
  }

  /** Opens the console, at what follows the {@code #} of its address. */
  Screen at(URI tocsin, String place) {
    page.navigate(tocsin + "/console" + (place.isEmpty() ? "" : "#" + place));
    return this;
  }

  /** Types a key into the dialog that asks for it. */
  Screen use(Client key) {
    button("Use a key").click();
    return type(key);
  }

  private Screen type(Client key) {
    page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Key").setExact(true))
        .fill(key.key());
    page.getByLabel("Secret").fill(key.secret().reveal());
    press("Enter");
    return this;
  }

  Page page() {
    return page;
  }

  Locator alerts() {
    return page.locator("#list").getByRole(AriaRole.LINK);
  }

  /** The row of an alert. */
  Locator alert(String title) {
    return alerts().filter(new Locator.FilterOptions().setHasText(title));
  }

  Locator story() {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName("Story of the alert"));
  }

  Locator view(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  /** Goes to a view by its link. */
  void go(String name) {
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator focused() {
    return page.locator(":focus");
  }

  void press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
  }

  /** Closes the tab. A script that failed or broke the policy fails the test. */
  @Override
  public void close() {
    context.close();
    assertEquals(List.of(), complaints, "the browser complained");
  }
}
