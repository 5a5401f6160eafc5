package io.tocsin.infra;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be chosen about a Tocsin. {@link #of} has a default for everything but the packages.
 *
 * @param packages the functions' code
 * @param artifacts where Lambda gets it from
 * @param version the release, shown on each published version of a function
 * @param revision what else there is to say of each published version. Where a function is given
 *     what only the deployment knows, such as a parameter of the template, it must be in here: only
 *     a version that says something else is a new one
 * @param settings variables of {@code docs/configuration.md} that are no secrets, e.g. {@code
 *     TOCSIN_KEY_QUOTA}; given to the functions that read them
 * @param secrets where the variables that are secrets come from
 * @param config who is told what; without it, the variables say that
 * @param logsKept how long logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365 days
 * @param drainers how many lanes are drained at a time, 2 to 1000
 * @param mailFrom the identities of SES, addresses or domains, that mail may be sent from
 * @param topics the ARNs of the topics of SNS that alerts may be published to
 * @param sources the ARNs of topics whose messages are alerts, as on the queue of alerts
 * @param kmsKey the key of KMS that seals the secrets of API keys, and encrypts tables, queues,
 *     logs and the alarms' topic, by its ARN, or {@value #NEW_KMS_KEY} for one of the stack's own,
 *     which costs a dollar a month; without one, AWS encrypts with keys of its own, and API keys
 *     are kept only where {@code TOCSIN_SEALING_KEY} is among the secrets
 * @param tables those that are there already, and used in place of the stack's own
 * @param archived whether what expires of the history is filed in a bucket; without that, it is
 *     gone
 * @param functions what can be chosen about functions and their roles
 * @param alarms whom alarms are told; absent: there are none, nor a dashboard
 * @param domain a name of one's own for the HTTP API
 * @param tags what each resource is tagged with
 * @param disposable whether the tables go with the stack; for trials only
 */
public record TocsinProps(
    Packages packages,
    Artifacts artifacts,
    String version,
    Optional<String> revision,
    Map<String, String> settings,
    Optional<SecretSettings> secrets,
    Optional<TocsinYml> config,
    Duration logsKept,
    int drainers,
    Set<String> mailFrom,
    Set<String> topics,
    Set<String> sources,
    Optional<String> kmsKey,
    KnownTables tables,
    boolean archived,
    FunctionOptions functions,
    Optional<AlarmSettings> alarms,
    Optional<CustomDomain> domain,
    Map<String, String> tags,
    boolean disposable) {

  /** Has the stack make a key of KMS. */
  public static final String NEW_KMS_KEY = "new";

  private static final String PUBLIC_URL = "TOCSIN_PUBLIC_URL";

  public TocsinProps {
    mailFrom = Set.copyOf(new TreeSet<>(mailFrom));
    topics = Set.copyOf(new TreeSet<>(topics));
    sources = Set.copyOf(new TreeSet<>(sources));
    tags = Map.copyOf(tags);
    mailFrom.forEach(
        identity ->
            Names.check(
                identity,
                "[^\\s*/:@]*@?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+",
                "an address or a domain that mail is sent from, such as example.org"));
    topics.forEach(Names::checkTopic);
    sources.forEach(Names::checkTopic);
    kmsKey.ifPresent(Names::checkKmsKey);
    settings.keySet().forEach(Variables::checkSetting);
    settings = Map.copyOf(settings(settings, config, domain));
    secrets.ifPresent(given -> given.variables().forEach(Variables::checkSecret));
    functions.checkDrainers(drainers);
    if (config.isPresent()) {
      config.get().check(given(settings, secrets));
    }
  }

  private static Map<String, String> settings(
      Map<String, String> chosen, Optional<TocsinYml> config, Optional<CustomDomain> domain) {
    if (config.isPresent() && chosen.containsKey(Variables.CONFIG)) {
      throw new IllegalArgumentException(
          "a config sets " + Variables.CONFIG + "; leave one of them out");
    }
    Map<String, String> all = new TreeMap<>(chosen);
    domain.ifPresent(own -> all.putIfAbsent(PUBLIC_URL, "https://" + own.name()));
    config.ifPresent(yml -> all.put(Variables.CONFIG, TocsinYml.PLACE));
    return all;
  }

  private static Set<String> given(Map<String, String> settings, Optional<SecretSettings> secrets) {
    return Stream.concat(
            settings.keySet().stream(), secrets.stream().flatMap(all -> all.variables().stream()))
        .collect(Collectors.toSet());
  }

  /**
   * Whether meetings are made, for which there are a queue and a function: one of {@code
   * SLOTIFY_API_URL}, {@code TOCSIN_MEETING_MAIL_FROM} and {@code TOCSIN_MEETING_ATTENDEES} is set,
   * or the config has a target of the channel {@code meeting}.
   */
  public boolean meets() {
    return Variables.MEETING_PLACES.stream().anyMatch(settings::containsKey)
        || config.filter(TocsinYml::meets).isPresent();
  }

  /** Whether owners of keys are told in person. */
  boolean tellsInPerson() {
    return secrets.filter(all -> all.variables().contains(Variables.BOT)).isPresent();
  }

  /** The defaults. */
  public static Builder of(Packages packages, String version) {
    return new Builder(packages, version);
  }

  /** Makes them one by one. */
  public static final class Builder {
    private final Packages packages;
    private final String version;
    private Artifacts artifacts = Artifacts.uploaded();
    private Optional<String> revision = Optional.empty();
    private Map<String, String> settings = Map.of();
    private Optional<SecretSettings> secrets = Optional.empty();
    private Optional<TocsinYml> config = Optional.empty();
    private Duration logsKept = Duration.ofDays(30);
    private int drainers = 10;
    private Set<String> mailFrom = Set.of();
    private Set<String> topics = Set.of();
    private Set<String> sources = Set.of();
    private Optional<String> kmsKey = Optional.empty();
    private KnownTables tables = KnownTables.NONE;
    private boolean archived;
    private FunctionOptions functions = FunctionOptions.NONE;
    private Optional<AlarmSettings> alarms = Optional.of(AlarmSettings.DEFAULT);
    private Optional<CustomDomain> domain = Optional.empty();
    private Map<String, String> tags = Map.of();
    private boolean disposable;

    private Builder(Packages packages, String version) {
      this.packages = packages;
      this.version = version;
    }

    public Builder artifacts(Artifacts value) {
      artifacts = value;
      return this;
    }

    public Builder revision(String value) {
      revision = Optional.of(value);
      return this;
    }

    public Builder settings(Map<String, String> value) {
      settings = value;
      return this;
    }

    public Builder secrets(SecretSettings value) {
      secrets = Optional.of(value);
      return this;
    }

    public Builder config(TocsinYml value) {
      config = Optional.of(value);
      return this;
    }

    public Builder logsKept(Duration value) {
      logsKept = value;
      return this;
    }

    public Builder drainers(int value) {
      drainers = value;
      return this;
    }

    public Builder mailFrom(Set<String> value) {
      mailFrom = value;
      return this;
    }

    public Builder topics(Set<String> value) {
      topics = value;
      return this;
    }

    public Builder sources(Set<String> value) {
      sources = value;
      return this;
    }

    public Builder kmsKey(String value) {
      kmsKey = Optional.of(value);
      return this;
    }

    public Builder tables(KnownTables value) {
      tables = value;
      return this;
    }

    public Builder archived(boolean value) {
      archived = value;
      return this;
    }

    public Builder functions(FunctionOptions value) {
      functions = value;
      return this;
    }

    public Builder alarms(AlarmSettings value) {
      alarms = Optional.of(value);
      return this;
    }

    public Builder withoutAlarms() {
      alarms = Optional.empty();
      return this;
    }

    public Builder domain(CustomDomain value) {
      domain = Optional.of(value);
      return this;
    }

    public Builder tags(Map<String, String> value) {
      tags = value;
      return this;
    }

    public Builder disposable(boolean value) {
      disposable = value;
      return this;
    }

    public TocsinProps build() {
      return new TocsinProps(
          packages,
          artifacts,
          version,
          revision,
          settings,
          secrets,
          config,
          logsKept,
          drainers,
          mailFrom,
          topics,
          sources,
          kmsKey,
          tables,
          archived,
          functions,
          alarms,
          domain,
          tags,
          disposable);
    }
  }
}
