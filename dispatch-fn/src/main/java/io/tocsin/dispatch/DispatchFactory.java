package io.tocsin.dispatch;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.tocsin.config.Configuration;
import io.tocsin.config.HistorySettings;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.AlertRouter;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Drainer;
import io.tocsin.delivery.Holders;
import io.tocsin.delivery.Operator;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Pause;
import io.tocsin.delivery.RealTime;
import io.tocsin.delivery.Redelivery;
import io.tocsin.delivery.RetryRules;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.delivery.Tally;
import io.tocsin.delivery.Transport;
import io.tocsin.delivery.Wakes;
import io.tocsin.delivery.Witness;
import io.tocsin.dispatch.channel.AlertPages;
import io.tocsin.dispatch.channel.ChannelSettings;
import io.tocsin.dispatch.channel.TemplateCheck;
import io.tocsin.dispatch.channel.TemplateShelf;
import io.tocsin.history.History;
import io.tocsin.keeping.Retention;
import io.tocsin.log.Aside;
import io.tocsin.routing.Routing;
import io.tocsin.routing.Silencer;
import io.tocsin.routing.Silences;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.LinearPatterns;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes what the function works with. The ports come from elsewhere; each part is replaceable. */
@Factory
final class DispatchFactory {

  @Singleton
  Settings settings(Variables variables) {
    return Settings.from(variables);
  }

  @Singleton
  TemplateShelf templateShelf() {
    return new TemplateShelf();
  }

  @Singleton
  ChannelSettings channelSettings(Settings settings, TemplateShelf templates) {
    return new ChannelSettings(
        settings.discord().budget(),
        settings.discord().queueSize(),
        settings.discord().timeout(),
        new AlertPages(settings.publicUrl()),
        Release.VERSION,
        templates);
  }

  @Singleton
  Routing routing(
      Settings settings,
      Collection<Channel> channels,
      Variables variables,
      TemplateShelf templates) {
    Configuration configuration = new RoutingSource(channels, variables).read(settings.config());
    new TemplateCheck(templates, channels)
        .load(configuration.templates(), configuration.routing().targets().values());
    return configuration.routing();
  }

  @Singleton
  @Requires(missingBeans = Pause.class)
  Pause pause() {
    return new RealTime();
  }

  @Singleton
  @Requires(missingBeans = Holders.class)
  Holders holders() {
    return () -> UUID.randomUUID().toString();
  }

  @Singleton
  @Requires(missingBeans = Transport.class)
  Transport transport(Settings settings, Collection<SchemeTransport> others, Clock clock) {
    return new ByScheme(
        new HttpTransport(clock),
        new GuardedTransport(new AddressGuard(settings.allowed(), InetAddress::getAllByName)),
        others);
  }

  @Singleton
  Witness witness(Metrics metrics, Routing routing, Clock clock) {
    return new Bystander(new DeliveryLog(new Tally(metrics, routing)), new Aside(clock));
  }

  @Singleton
  Operator operator(AlertQueue alerts) {
    return new Operator(alerts);
  }

  @Singleton
  Silencer silencer(Routing routing, Silences silences, Clock clock) {
    return new Silencer(routing, silences, new LinearPatterns(), clock);
  }

  @Singleton
  AlertRouter alertRouter(
      Routing routing,
      Silencer silencer,
      Outbox outbox,
      History history,
      Wakes wakes,
      Clock clock,
      Witness witness) {
    return new AlertRouter(routing, silencer, outbox, history, wakes, clock, witness);
  }

  @Singleton
  Redelivery redelivery(Outbox outbox, History history, Wakes wakes, Clock clock) {
    return new Redelivery(outbox, history, wakes, clock);
  }

  @Singleton
  @Requires(missingBeans = Retention.class)
  Retention retention(Variables variables) {
    return HistorySettings.from(variables);
  }

  /** Refused where an alert could expire before its deliveries are given up. */
  @Singleton
  RetryRules retryRules(Settings settings, Retention retention) {
    retention.checkOutlasts(settings.giveUpAfter());
    return new RetryRules(settings.discord().retries(), settings.giveUpAfter());
  }

  @Singleton
  Drainer drainer(
      Routing routing,
      Collection<Channel> channels,
      Transport transport,
      Outbox outbox,
      History history,
      Wakes wakes,
      DeadLetters deadLetters,
      AlertQueue alerts,
      RetryRules rules,
      Clock clock,
      Pause pause,
      Holders holders,
      Witness witness) {
    return new Drainer(
        outbox,
        history,
        routing,
        channels.stream().collect(Collectors.toMap(Channel::name, Function.identity())),
        transport,
        wakes,
        deadLetters,
        alerts,
        rules,
        clock,
        pause,
        new SecureRandom(),
        holders,
        witness);
  }
}
