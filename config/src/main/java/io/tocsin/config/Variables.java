package io.tocsin.config;

import io.tocsin.keys.Secret;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Resolves references such as {@code ${env:NAME}}. What a variable holds is never said. */
final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");

  private final Function<String, Optional<String>> lookup;

  Variables(Function<String, Optional<String>> lookup) {
    this.lookup = lookup;
  }

  /** A variable; one that is blank is not set, since templates cannot leave a variable out. */
  Optional<String> get(String name) {
    return lookup.apply(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  boolean local() {
    return get("TOCSIN_LOCAL").filter("true"::equals).isPresent();
  }

  /** A value that may stand in the file, or the one that a reference stands for. */
  Optional<Secret> plain(Node node, String text, String what, Mistakes mistakes) {
    return text.contains("${")
        ? secret(node, text, what, mistakes)
        : Optional.of(Secret.of(text.strip()));
  }

  /** The secret that a reference stands for. */
  Optional<Secret> secret(Node node, String text, String what, Mistakes mistakes) {
    Matcher reference = REFERENCE.matcher(text);
    if (!reference.matches()) {
      mistakes.add(
          node,
          what
              + " is a secret and must be a reference such as ${env:NAME}, never the value itself");
      return Optional.empty();
    }
    String name = reference.group(1);
    Optional<Secret> value = get(name).map(Secret::of);
    if (value.isEmpty()) {
      mistakes.unset(node, name);
    }
    return value;
  }
}
