package io.tocsin.scheduler.provider;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import io.micronaut.context.env.Environment;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.Source;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;

/**
 * Makes the providers and sources that are set up. Their settings are read first, so that a mistake
 * is told by the name of its variable.
 */
@Factory
final class ProviderBeans {

  @Singleton
  @Requires(condition = SlotifySet.class)
  MeetingProvider slotify(
      Environment environment,
      BeanProvider<SlotifyApi> api,
      BeanProvider<SlotifyLine> line,
      Clock clock) {
    ServiceSettings settings =
        ServiceSettings.read(ServiceSettings.SLOTIFY, new Variables(environment));
    return new SlotifyProvider(api.get(), line.get(), settings.key(), clock);
  }

  @Singleton
  @Requires(condition = ChainSyncSet.class)
  Source chainSync(
      Environment environment,
      BeanProvider<ChainSyncApi> api,
      BeanProvider<ChainSyncLine> line,
      Clock clock) {
    ServiceSettings settings =
        ServiceSettings.read(ServiceSettings.CHAINSYNC, new Variables(environment));
    return new ChainSyncSource(api.get(), line.get(), settings.key(), clock);
  }

  @Singleton
  @Requires(condition = MailSet.class)
  MeetingProvider mail(
      Environment environment,
      Collection<SchemeTransport> transports,
      Exchanges exchanges,
      Clock clock,
      ServiceHttp http) {
    MailSettings settings = MailSettings.read(new Variables(environment));
    return new MailProvider(settings, transports, exchanges, clock, http.timeout());
  }

  /** Where one of the two variables is set; that both must be is said when they are read. */
  static final class SlotifySet implements Condition {
    @Override
    @SuppressWarnings("rawtypes") // As Micronaut has it.
    public boolean matches(ConditionContext context) {
      return ServiceSettings.SLOTIFY.anySet(new Variables(context));
    }
  }

  /** The same for ChainSync. */
  static final class ChainSyncSet implements Condition {
    @Override
    @SuppressWarnings("rawtypes") // As Micronaut has it.
    public boolean matches(ConditionContext context) {
      return ServiceSettings.CHAINSYNC.anySet(new Variables(context));
    }
  }

  /** The same for mail. */
  static final class MailSet implements Condition {
    @Override
    @SuppressWarnings("rawtypes") // As Micronaut has it.
    public boolean matches(ConditionContext context) {
      return MailSettings.anySet(new Variables(context));
    }
  }
}
