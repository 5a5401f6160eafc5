package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Setting;
import io.tocsin.keeping.Kind;
import io.tocsin.routing.Route;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code tocsin.yml}.
 *
 * <p>A target's secret settings are references, {@code ${env:NAME}}; the file never holds them.
 */
public final class ConfigReader {
  public static final int VERSION = 1;

  private static final Set<String> KNOWN =
      Set.of(
          "version", "targets", "lanes", "windows", "routes", "templates", "meetings", "history");
  private static final String WHAT = "tocsin.yml";

  private final Map<String, Set<Setting>> channels;
  private final Variables variables;

  /**
   * Makes a reader.
   *
   * @param channels the settings that targets of each known channel have, by the channel's name
   * @param variables looks up what {@code ${env:NAME}} stands for
   */
  public ConfigReader(
      Map<String, Set<Setting>> channels, Function<String, Optional<String>> variables) {
    this.channels = Map.copyOf(channels);
    this.variables = new Variables(variables);
  }

  /** A reader that knows these channels. */
  public static ConfigReader of(
      Collection<Channel> channels, Function<String, Optional<String>> variables) {
    Map<String, Set<Setting>> settings = new HashMap<>();
    channels.forEach(channel -> settings.put(channel.name(), channel.settings()));
    return new ConfigReader(settings, variables);
  }

  /**
   * Reads the file.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake with its line and column
   */
  public Routing read(String text) {
    return readAll(text).routing();
  }

  /**
   * Reads the file, its templates included.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake with its line and column
   */
  public Configuration readAll(String text) {
    return readAll(text, new Mistakes());
  }

  /**
   * Reads the file where it is not known which channels there are: any name may be one, with any
   * settings. All the rest must be right, and every variable that it refers to be there.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake with its line and column
   */
  public static Configuration readForAnyChannel(
      String text, Function<String, Optional<String>> variables) {
    Map<String, Set<Setting>> used =
        Document.read(text, "version, targets and routes", new Mistakes())
            .map(UsedChannels::in)
            .orElse(Map.of());
    return new ConfigReader(used, variables).readAll(text);
  }

  /**
   * Checks the file, where the secrets need not be known: a target whose variables are not set is
   * there, without them, and each of them is a warning.
   */
  public Checked check(String text) {
    Mistakes mistakes = new Mistakes(false);
    try {
      return new Checked(
          Optional.of(readAll(text, mistakes).routing()), List.of(), mistakes.warnings());
    } catch (InvalidConfigException e) {
      return new Checked(Optional.empty(), e.mistakes(), mistakes.warnings());
    }
  }

  /**
   * What a check found.
   *
   * @param routing absent when there are mistakes
   * @param warnings of variables that are not set
   */
  public record Checked(
      Optional<Routing> routing, List<Mistake> mistakes, List<Mistake> warnings) {}

  private Configuration readAll(String text, Mistakes mistakes) {
    Optional<Node> root = Document.read(text, "version, targets and routes", mistakes);
    mistakes.check();
    Section section = Section.of(root.orElseThrow(), WHAT, KNOWN, mistakes);
    checkVersion(section, mistakes);
    Routing routing = routing(section, mistakes);
    List<TemplateRule> templates = templates(text, section, mistakes);
    MeetingSettings meetings = meetings(section, mistakes);
    // Read by whoever keeps the history; here only its mistakes are told.
    history(section, mistakes);
    mistakes.check();
    return new Configuration(routing, templates, meetings);
  }

  /**
   * Reads the file's templates and nothing else, so that no variable need be set.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake in them with its line and column
   */
  public List<TemplateRule> readTemplates(String text) {
    Mistakes mistakes = new Mistakes();
    Optional<Node> root = Document.read(text, "templates", mistakes);
    mistakes.check();
    List<TemplateRule> templates =
        templates(text, Section.open(root.orElseThrow(), WHAT, mistakes), mistakes);
    mistakes.check();
    return templates;
  }

  /**
   * Reads what the file says of meetings and nothing else, so that no variable need be set.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake in it with its line and column
   */
  public static MeetingSettings readMeetings(String text) {
    Mistakes mistakes = new Mistakes();
    Optional<Node> root = Document.read(text, "meetings", mistakes);
    mistakes.check();
    MeetingSettings meetings = meetings(Section.open(root.orElseThrow(), WHAT, mistakes), mistakes);
    mistakes.check();
    return meetings;
  }

  /**
   * Reads what the file says of the history and nothing else: how long those kinds are kept that it
   * names.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake in it with its line and column
   */
  public static Map<Kind, Duration> readHistory(String text) {
    Mistakes mistakes = new Mistakes();
    Optional<Node> root = Document.read(text, "history", mistakes);
    mistakes.check();
    Map<Kind, Duration> kept = history(Section.open(root.orElseThrow(), WHAT, mistakes), mistakes);
    mistakes.check();
    return kept;
  }

  /**
   * Reads the file's routes, with targets that have no settings, so that no variable need be set.
   *
   * @param text of the file, at most 262,144 characters
   * @throws InvalidConfigException naming every mistake in its routes and windows
   */
  public static Routing readRoutes(String text) {
    Mistakes mistakes = new Mistakes();
    Optional<Node> root = Document.read(text, "targets and routes", mistakes);
    mistakes.check();
    Section section = Section.open(root.orElseThrow(), WHAT, mistakes);
    Map<String, Target> targets = new HashMap<>();
    section
        .required("targets", WHAT)
        .map(node -> Section.open(node, "targets", mistakes))
        .ifPresent(
            all ->
                all.entries()
                    .forEach(
                        (name, entry) -> targets.put(name, bare(name, entry.value(), mistakes))));
    Windows windows = new Windows(mistakes);
    section.optional("windows").ifPresent(windows::read);
    List<Route> routes =
        section
            .required("routes", WHAT)
            .map(node -> new Routes(targets.keySet(), windows, mistakes).read(node))
            .orElse(List.of());
    mistakes.check();
    return new Routing(targets, routes, Map.of());
  }

  private static Target bare(String name, Node node, Mistakes mistakes) {
    String channel =
        Section.open(node, "the target '" + name + "'", mistakes)
            .optional("channel")
            .flatMap(new Values(mistakes)::scalar)
            .orElse("");
    return new Target(name, channel, name, Map.of());
  }

  private static MeetingSettings meetings(Section section, Mistakes mistakes) {
    return section
        .optional("meetings")
        .map(node -> MeetingSettings.read(node, mistakes))
        .orElse(MeetingSettings.NONE);
  }

  private static Map<Kind, Duration> history(Section section, Mistakes mistakes) {
    return section
        .optional("history")
        .map(node -> HistorySettings.read(node, mistakes))
        .orElse(Map.of());
  }

  private List<TemplateRule> templates(String text, Section section, Mistakes mistakes) {
    return section
        .optional("templates")
        .map(node -> new Templates(text, channels.keySet(), mistakes).read(node))
        .orElse(List.of());
  }

  private static void checkVersion(Section section, Mistakes mistakes) {
    Values values = new Values(mistakes);
    section
        .required("version", WHAT)
        .ifPresent(version -> values.integer(version, "version", VERSION, VERSION));
  }

  private Routing routing(Section section, Mistakes mistakes) {
    Optional<Section> targetSection =
        section.required("targets", WHAT).map(node -> Section.open(node, "targets", mistakes));
    Map<String, Target> targets =
        targetSection
            .map(node -> new Targets(channels, variables, mistakes).read(node))
            .orElse(Map.of());
    Set<String> names = targetSection.map(node -> node.entries().keySet()).orElse(Set.of());
    Map<String, Budget> budgets =
        section
            .optional("lanes")
            .map(node -> lanes(node, targets, names, mistakes))
            .orElse(Map.of());
    Windows windows = new Windows(mistakes);
    section.optional("windows").ifPresent(windows::read);
    List<Route> routes =
        section
            .required("routes", WHAT)
            .map(node -> new Routes(names, windows, mistakes).read(node))
            .orElse(List.of());
    // With a mistake, a route may name a target that could not be read: it is told below anyhow.
    return mistakes.any()
        ? new Routing(Map.of(), List.of(), Map.of())
        : new Routing(targets, routes, budgets);
  }

  private static Map<String, Budget> lanes(
      Node node, Map<String, Target> targets, Set<String> names, Mistakes mistakes) {
    Section section = Section.open(node, "lanes", mistakes);
    Lanes lanes = new Lanes(targets.values(), mistakes);
    // A lane may belong to a target that has a mistake of its own.
    if (targets.keySet().equals(names)) {
      lanes.refuseUnused(section);
    }
    return lanes.read(section);
  }
}
