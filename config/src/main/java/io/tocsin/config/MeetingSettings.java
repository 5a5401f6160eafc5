package io.tocsin.config;

import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What {@code tocsin.yml} says of meetings.
 *
 * @param rules the folder of a team's own rules, relative to that of {@code tocsin.yml}
 */
public record MeetingSettings(Optional<String> rules) {
  private static final Set<String> KNOWN = Set.of("rules");
  private static final String WHAT = "meetings";

  /** As without a word about them. */
  public static final MeetingSettings NONE = new MeetingSettings(Optional.empty());

  static MeetingSettings read(Node node, Mistakes mistakes) {
    Section section = Section.of(node, WHAT, KNOWN, mistakes);
    return new MeetingSettings(
        section
            .optional("rules")
            .flatMap(folder -> new Values(mistakes).text(folder, "rules (the path of a folder)")));
  }
}
