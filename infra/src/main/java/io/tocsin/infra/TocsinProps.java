package io.tocsin.infra;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What can be chosen about a Tocsin. {@link #of} has a default for everything but the packages.
 *
 * @param packages the functions' code
 * @param version the release, shown on each published version of a function
 * @param settings variables of {@code docs/configuration.md} that are no secrets, e.g. {@code
 *     TOCSIN_KEY_QUOTA}; given to the functions that read them
 * @param secrets where the variables that are secrets come from
 * @param logsKept how long logs are kept: 1, 3, 5, 7, 14, 30, 60, 90, 180 or 365 days
 * @param drainers how many lanes are drained at a time, 2 to 1000
 * @param mailFrom the identities of SES, addresses or domains, that mail may be sent from
 * @param topics the ARNs of the topics of SNS that alerts may be published to
 * @param kmsKey the key of KMS that seals the secrets of API keys, by its ARN, or {@value
 *     #NEW_KMS_KEY} for one of the stack's own, which costs a dollar a month; without one, keys are
 *     kept only where {@code TOCSIN_SEALING_KEY} is among the secrets
 * @param archived whether what expires of the history is filed in a bucket; without that, it is
 *     gone
 * @param disposable whether the tables go with the stack; for trials only
 */
public record TocsinProps(
    Packages packages,
    String version,
    Map<String, String> settings,
    Optional<SecretSettings> secrets,
    Duration logsKept,
    int drainers,
    Set<String> mailFrom,
    Set<String> topics,
    Optional<String> kmsKey,
    boolean archived,
    boolean disposable) {

  /** Has the stack make a key of KMS. */
  public static final String NEW_KMS_KEY = "new";

  /** The fewest that an event source mapping can be told. */
  private static final int FEWEST_DRAINERS = 2;

  private static final int MOST_DRAINERS = 1000;

  public TocsinProps {
    mailFrom = Set.copyOf(new TreeSet<>(mailFrom));
    topics = Set.copyOf(new TreeSet<>(topics));
    mailFrom.forEach(TocsinProps::checkIdentity);
    topics.forEach(TocsinProps::checkTopic);
    kmsKey.ifPresent(TocsinProps::checkKmsKey);
    settings = Map.copyOf(new TreeMap<>(settings));
    settings.keySet().forEach(Variables::checkSetting);
    secrets.ifPresent(given -> given.variables().forEach(Variables::checkSecret));
    if (drainers < FEWEST_DRAINERS || drainers > MOST_DRAINERS) {
      throw new IllegalArgumentException(
          "drainers must be from "
              + FEWEST_DRAINERS
              + " to "
              + MOST_DRAINERS
              + ", not "
              + drainers);
    }
  }

  /**
   * Whether meetings are made, for which there are a queue and a function: one of {@code
   * SLOTIFY_API_URL}, {@code TOCSIN_MEETING_MAIL_FROM} and {@code TOCSIN_MEETING_ATTENDEES} is set.
   */
  public boolean meets() {
    return Variables.MEETING_PLACES.stream().anyMatch(settings::containsKey);
  }

  /** Whether owners of keys are told in person. */
  boolean tellsInPerson() {
    return secrets.filter(all -> all.variables().contains(Variables.BOT)).isPresent();
  }

  private static void checkIdentity(String identity) {
    if (!identity.matches("[^\\s*/:@]*@?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+")) {
      throw new IllegalArgumentException(
          "mailFrom must be addresses or domains such as example.org, not '" + identity + "'");
    }
  }

  private static void checkTopic(String topic) {
    if (!topic.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+(\\.fifo)?")) {
      throw new IllegalArgumentException(
          "topics must be ARNs such as arn:aws:sns:eu-central-1:123456789012:alerts, not '"
              + topic
              + "'");
    }
  }

  private static void checkKmsKey(String key) {
    if (!key.matches(NEW_KMS_KEY + "|arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException(
          "kmsKey must be "
              + NEW_KMS_KEY
              + " or an ARN such as arn:aws:kms:eu-central-1:123456789012:key/…, not '"
              + key
              + "'");
    }
  }

  /** The defaults. */
  public static Builder of(Packages packages, String version) {
    return new Builder(packages, version);
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private final Packages packages;
    private final String version;
    private Map<String, String> settings = Map.of();
    private Optional<SecretSettings> secrets = Optional.empty();
    private Duration logsKept = Duration.ofDays(30);
    private int drainers = 10;
    private Set<String> mailFrom = Set.of();
    private Set<String> topics = Set.of();
    private Optional<String> kmsKey = Optional.empty();
    private boolean archived;
    private boolean disposable;

    private Builder(Packages packages, String version) {
      this.packages = packages;
      this.version = version;
    }

    public Builder settings(Map<String, String> value) {
      settings = value;
      return this;
    }

    public Builder secrets(SecretSettings value) {
      secrets = Optional.of(value);
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

    public Builder kmsKey(String value) {
      kmsKey = Optional.of(value);
      return this;
    }

    public Builder archived(boolean value) {
      archived = value;
      return this;
    }

    public Builder disposable(boolean value) {
      disposable = value;
      return this;
    }

    public TocsinProps build() {
      return new TocsinProps(
          packages,
          version,
          settings,
          secrets,
          logsKept,
          drainers,
          mailFrom,
          topics,
          kmsKey,
          archived,
          disposable);
    }
  }
}
