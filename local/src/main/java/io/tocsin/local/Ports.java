package io.tocsin.local;

import java.io.IOException;

/** Claims ports, and says what to do when one is taken. */
final class Ports {
  private Ports() {}

  /** Starts something on a port. */
  interface Start<T> {
    T on(int port) throws IOException;
  }

  static <T> T claim(String option, int port, Start<T> start) {
    try {
      return start.on(port);
    } catch (IOException e) {
      String what = port == 0 ? "No port is free" : "Port " + port + " is in use";
      String mend =
          port == 0
              ? "End some of the programs that listen on ports."
              : "Stop the program that listens there, or choose another port with "
                  + option
                  + " (0: any free one).";
      throw new MendableException(what + " (" + e.getMessage() + "). " + mend, e);
    }
  }
}
