package io.tocsin.config;

import java.util.Set;
import java.util.TreeSet;

/** The names that a template may use: those of the alert's fields. */
public final class TemplateNames {
  /** Single values. */
  public static final Set<String> TEXTS =
      Set.of(
          "title",
          "message",
          "service",
          "source",
          "type",
          "severity",
          "status",
          "name",
          "id",
          "detected_at",
          "received_at");

  /** Whether the alert is resolved: for sections. */
  public static final String RESOLVED = "resolved";

  /** A list of texts. */
  public static final String SYSTEMS = "affected_systems";

  /** What senders add under names of their own, so that nobody knows these in advance. */
  public static final Set<String> OPEN = Set.of("labels", "details");

  private TemplateNames() {}

  /** Whether what stands before the first dot is a name of its own. */
  static boolean known(String root) {
    return TEXTS.contains(root)
        || OPEN.contains(root)
        || root.equals(RESOLVED)
        || root.equals(SYSTEMS);
  }

  /** All of them, for a message. */
  static String all() {
    Set<String> names = new TreeSet<>(TEXTS);
    names.add(RESOLVED);
    names.add(SYSTEMS);
    OPEN.forEach(name -> names.add(name + ".NAME"));
    return String.join(", ", names);
  }
}
