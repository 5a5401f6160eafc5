package io.tocsin.config;

import io.tocsin.analysis.Obligation;
import io.tocsin.analysis.Rule;
import io.tocsin.analysis.Rulebook;
import io.tocsin.config.InvalidRulesException.InFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rules of the analysing agents: those that Tocsin brings, and those of a team, which add to
 * them and take the place of those with the same id.
 */
public final class Rules {
  /** The form of the files. */
  public static final int VERSION = 1;

  private Rules() {}

  /** The rules that Tocsin brings. */
  public static Rulebook builtIn() {
    return with(List.of());
  }

  /**
   * The rules that Tocsin brings, and those that a {@code tocsin.yml} names, if it names any.
   *
   * @throws InvalidConfigException when the file has mistakes in what it says of meetings
   * @throws InvalidRulesException when it cannot be read, or its rules have mistakes
   */
  public static Rulebook of(Path tocsin) {
    return ConfigReader.readMeetings(RuleFile.at(tocsin).text())
        .rules()
        .map(folder -> with(RuleFile.in(tocsin.resolveSibling(folder))))
        .orElseGet(Rules::builtIn);
  }

  /**
   * The rules that Tocsin brings and a team's own, which come first.
   *
   * @param own later files may use the obligations of earlier ones
   * @throws InvalidRulesException naming every mistake with its file, line and column
   */
  public static Rulebook with(List<RuleFile> own) {
    List<RuleFile> brought = RuleFile.builtIn();
    Map<String, Obligation> obligations = new LinkedHashMap<>();
    Map<String, Layer.Entry> base = Layer.read(brought, obligations, Set.of());
    Map<String, Layer.Entry> team = Layer.read(own, obligations, base.keySet());
    List<Rule> rules = new ArrayList<>();
    team.values().forEach(entry -> entry.rule().ifPresent(rules::add));
    base.forEach(
        (id, entry) -> {
          if (!team.containsKey(id)) {
            entry.rule().map(rule -> bound(rule, obligations)).ifPresent(rules::add);
          }
        });
    return new Rulebook(version(brought, own), rules);
  }

  /** A team's obligation takes the place of the one that a brought rule was read with. */
  private static Rule bound(Rule rule, Map<String, Obligation> obligations) {
    return new Rule(
        rule.id(),
        rule.match(),
        rule.hints(),
        rule.suspicion(),
        rule.obligations().stream().map(one -> obligations.getOrDefault(one.name(), one)).toList(),
        rule.invitees(),
        rule.points());
  }

  /** The form's version, and what follows from every character of the files. */
  private static String version(List<RuleFile> brought, List<RuleFile> own) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Stream.concat(brought.stream(), own.stream())
          .forEach(
              file ->
                  digest.update(
                      (file.text().length() + ":" + file.text()).getBytes(StandardCharsets.UTF_8)));
      return VERSION + "-" + HexFormat.of().formatHex(digest.digest(), 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Puts the name of the file to each mistake in it. */
  static List<InFile> in(RuleFile file, InvalidConfigException found) {
    return found.mistakes().stream().map(mistake -> new InFile(file.name(), mistake)).toList();
  }
}
