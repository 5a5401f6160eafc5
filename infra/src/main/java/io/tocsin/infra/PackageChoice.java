package io.tocsin.infra;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.constructs.Construct;

/** What the options of {@code ./tocsin package} choose. */
record PackageChoice(PackageArguments options, String version) {
  private static final String PUBLIC_URL = "TOCSIN_PUBLIC_URL";

  /** Where the files go. */
  Path folder() {
    return Path.of(options.one("out").orElse("dist"));
  }

  Distribution distribution() {
    Packages packages =
        Packages.builtIn(Path.of(options.one(PackageArguments.ROOT).orElse(".")), version)
            .checked();
    return distribution(packages);
  }

  /** Of these packages; what can be seen to be wrong without a stack is refused at once. */
  Distribution distribution(Packages packages) {
    Optional<CustomDomain> domain = domain();
    Map<String, String> settings = options.pairs("set");
    domain.ifPresent(own -> settings.putIfAbsent(PUBLIC_URL, "https://" + own.name()));
    Optional<TocsinYml> config = options.one("config").map(Path::of).map(TocsinYml::at);
    TocsinProps.Builder props = props(packages);
    domain.ifPresent(props::domain);
    checkNetwork();
    FunctionOptions functions = functions();
    return new Distribution(
        packages,
        version,
        settings,
        secrets(settings, config),
        config,
        stack -> props.functions(network(stack).map(functions::in).orElse(functions)));
  }

  private TocsinProps.Builder props(Packages packages) {
    TocsinProps.Builder props =
        TocsinProps.of(packages, version)
            .alarms(alarms())
            .sources(options.all("source"))
            .topics(options.all("topic"))
            .mailFrom(options.all("mail-from"))
            .tables(tables())
            .archived(options.has("archive"))
            .tags(options.pairs("tag"));
    options.number("drainers").ifPresent(props::drainers);
    options.number("logs-kept").map(Duration::ofDays).ifPresent(props::logsKept);
    String key = options.one("kms-key").orElse(TocsinProps.NEW_KMS_KEY);
    return key.equals("none") ? props : props.kmsKey(key);
  }

  private FunctionOptions functions() {
    FunctionOptions functions =
        new FunctionOptions(
            options.perFunction("memory"),
            options.perFunction("reserved"),
            Optional.empty(),
            options.one("permissions-boundary"),
            options.one("role-path"));
    options.number("drainers").ifPresent(functions::checkDrainers);
    return functions;
  }

  private AlarmSettings alarms() {
    AlarmSettings alarms = AlarmSettings.DEFAULT.mailedTo(options.all("alarm-mail"));
    return options
        .number("silent-for")
        .map(Duration::ofMinutes)
        .map(alarms::silentFor)
        .orElse(alarms);
  }

  private KnownTables tables() {
    return new KnownTables(
        options.one("keys-table"), options.one("outbox-table"), options.one("history-stream"));
  }

  private Optional<CustomDomain> domain() {
    options.checkTogether("domain", "certificate");
    return options
        .one("domain")
        .map(name -> new CustomDomain(name, options.one("certificate").orElseThrow()));
  }

  private void checkNetwork() {
    options.checkTogether("vpc", "subnet");
    if (options.has("security-group") && !options.has("vpc")) {
      throw new IllegalArgumentException("--security-group wants a --vpc with its --subnet");
    }
    options.one("vpc").ifPresent(Network::checkVpc);
    options.all("subnet").forEach(Network::checkSubnet);
    options.all("security-group").forEach(Network::checkGroup);
  }

  private Optional<Network> network(Construct stack) {
    return options
        .one("vpc")
        .map(
            vpc -> Network.named(stack, vpc, options.all("subnet"), options.all("security-group")));
  }

  private Set<String> secrets(Map<String, String> settings, Optional<TocsinYml> config) {
    if (options.has("secret")) {
      return options.all("secret");
    }
    Set<String> secrets = new TreeSet<>(Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY"));
    secrets.addAll(config.map(TocsinYml::variables).orElse(Set.of("DISCORD_WEBHOOK_GENERAL")));
    secrets.removeAll(settings.keySet());
    return secrets;
  }
}
