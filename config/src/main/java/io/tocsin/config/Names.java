package io.tocsin.config;

import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Names that the file's writer gives to things. */
final class Names {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Names() {}

  static void check(Node node, String what, String name, Mistakes mistakes) {
    if (!FORM.matcher(name).matches()) {
      mistakes.add(
          node,
          what
              + " must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or"
              + " digit");
    }
  }
}
