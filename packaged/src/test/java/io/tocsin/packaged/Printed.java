package io.tocsin.packaged;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Shows what the functions printed when a test fails. */
final class Printed implements TestWatcher {
  private final Supplier<String> output;

  Printed(Supplier<String> output) {
    this.output = output;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    System.err.println(context.getDisplayName() + " failed; the functions printed:");
    System.err.println(output.get());
  }
}
