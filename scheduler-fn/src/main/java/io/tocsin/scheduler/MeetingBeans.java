package io.tocsin.scheduler;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.Environment;
import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.Lessons;
import io.tocsin.analysis.Panel;
import io.tocsin.calendar.Scheduling;
import io.tocsin.config.HistorySettings;
import io.tocsin.config.MeetingSettings;
import io.tocsin.config.MeetingSource;
import io.tocsin.config.ModelSettings;
import io.tocsin.config.PublicUrl;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.Holders;
import io.tocsin.delivery.Operator;
import io.tocsin.delivery.RealTime;
import io.tocsin.history.History;
import io.tocsin.keeping.Retention;
import io.tocsin.keys.Quotas;
import io.tocsin.meeting.Announcements;
import io.tocsin.meeting.Clerk;
import io.tocsin.meeting.Errands;
import io.tocsin.meeting.MeetingDesk;
import io.tocsin.meeting.MeetingPages;
import io.tocsin.meeting.MeetingPlanner;
import io.tocsin.meeting.MeetingProvider;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.meeting.MeetingRules;
import io.tocsin.meeting.MeetingSweep;
import io.tocsin.meeting.Meetings;
import io.tocsin.meeting.Source;
import io.tocsin.model.ModelPanel;
import io.tocsin.model.OpenAiModels;
import io.tocsin.scheduler.provider.Variables;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.Details;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts together what makes meetings; each part when it is asked for. */
@Factory
final class MeetingBeans {

  @Singleton
  Variables variables(Environment environment) {
    return new Variables(environment);
  }

  @Singleton
  MeetingSource meetingSource(Variables variables) {
    return MeetingSource.read(variables);
  }

  @Singleton
  @Requires(missingBeans = Retention.class)
  Retention retention(Variables variables) {
    return HistorySettings.from(variables);
  }

  @Singleton
  MeetingRules meetingRules(MeetingSource source) {
    return source.settings().making();
  }

  @Singleton
  MeetingPages meetingPages(Variables variables) {
    return new MeetingPages(PublicUrl.from(variables));
  }

  /** The rules alone, unless a language model is set up. */
  @Singleton
  Panel panel(
      MeetingSource source,
      Variables variables,
      BeanProvider<LanguageModel.Provider> bedrock,
      BeanProvider<Quotas> quotas,
      Clock clock) {
    return ModelSettings.from(variables)
        .map(
            settings ->
                ModelPanel.of(
                    source.rules(),
                    model(settings, bedrock),
                    settings,
                    quotas.get(),
                    clock,
                    new RealTime()))
        .orElseGet(() -> Panel.of(source.rules()));
  }

  private static LanguageModel model(
      ModelSettings settings, BeanProvider<LanguageModel.Provider> bedrock) {
    LanguageModel.Provider provider =
        switch (settings.model().provider()) {
          case OPENAI -> new OpenAiModels(settings.url(), settings.key().orElseThrow());
          case BEDROCK -> bedrock.get();
        };
    return provider.model(settings.model().name(), settings.timeout(), settings.answerTokens());
  }

  @Singleton
  MeetingPlanner meetingPlanner(
      History history,
      Meetings meetings,
      Lessons lessons,
      Panel panel,
      MeetingSource source,
      MeetingRules rules,
      MeetingPages pages) {
    Scheduling scheduling = new Scheduling(source.settings().roster());
    return new MeetingPlanner(
        history, meetings, lessons, panel, scheduling::propose, rules, Details::flat, pages);
  }

  @Singleton
  MeetingDesk meetingDesk(
      Meetings meetings,
      History history,
      MeetingPlanner planner,
      Collection<Source> sources,
      MeetingRules rules,
      Metrics metrics,
      Clock clock) {
    return new MeetingDesk(meetings, history, planner, List.copyOf(sources), rules, metrics, clock);
  }

  @Singleton
  Errands errands(
      MeetingPlanner planner,
      Collection<MeetingProvider> providers,
      Collection<Source> sources,
      AlertQueue alerts,
      MeetingSource source,
      MeetingPages pages,
      Clock clock) {
    return new Errands(
        planner,
        chosenFirst(providers, source.settings()),
        List.copyOf(sources),
        new Announcements(alerts, pages),
        new Operator(alerts),
        pages,
        clock);
  }

  /** The others still know the meetings that were made with them. */
  private static List<MeetingProvider> chosenFirst(
      Collection<MeetingProvider> providers, MeetingSettings settings) {
    settings
        .provider()
        .filter(name -> providers.stream().noneMatch(one -> one.name().equals(name)))
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "meetings.provider is " + name + ", whose variables are not set");
            });
    String first = settings.provider().orElse("slotify");
    return providers.stream()
        .sorted(
            Comparator.comparing((MeetingProvider one) -> !one.name().equals(first))
                .thenComparing(MeetingProvider::name))
        .toList();
  }

  @Singleton
  Clerk clerk(
      Meetings meetings,
      MeetingQueue queue,
      Errands errands,
      MeetingRules rules,
      Metrics metrics,
      Clock clock,
      Optional<Holders> holders) {
    return new Clerk(
        meetings,
        queue,
        errands,
        rules,
        metrics,
        clock,
        holders.orElse(() -> UUID.randomUUID().toString()));
  }

  /** Only where meetings are made at all. */
  @Singleton
  @Requires(property = "tocsin.meetings-queue-url")
  MeetingSweep meetingSweep(Meetings meetings, MeetingQueue queue, Clock clock) {
    return new MeetingSweep(meetings, queue, clock);
  }
}
