package io.tocsin.store;

import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Lessons;
import io.tocsin.history.Page;
import java.util.List;
import java.util.Optional;

/** What analyses gave and what is learned from them, in ordered maps. Keeps everything. */
public final class MapLessons implements Lessons {
  private final Maps maps;
  private final OrderedMap<LearningRecord> lessons;
  private final OrderedMap<Entry> services;
  private final OrderedMap<Analysis> analyses;

  public MapLessons(Maps maps) {
    this.maps = maps;
    this.lessons = maps.map("lessons", LearningRecord.class);
    this.services = maps.map("lesson-services", Entry.class);
    this.analyses = maps.map("analyses", Analysis.class);
  }

  @Override
  public void keep(String id, LearningRecord lesson) {
    maps.atomically(
        () -> {
          boolean fresh = lessons.get(id).isEmpty();
          if (fresh) {
            lessons.put(id, lesson);
            services.put(Key.part(lesson.service()) + Key.time(lesson.at()) + id, new Entry(id));
          }
          return fresh;
        });
  }

  @Override
  public List<LearningRecord> ofService(String service, int limit) {
    Page.checkLimit(limit);
    String part = Key.part(service);
    return maps.atomically(
        () ->
            services
                .descending(part, Key.after(part))
                .limit(limit)
                .flatMap(found -> lessons.get(found.getValue().name()).stream())
                .toList());
  }

  @Override
  public void keep(String alertId, Analysis analysis) {
    maps.atomically(
        () -> {
          analyses.put(alertId, analysis);
          return true;
        });
  }

  @Override
  public Optional<Analysis> ofAlert(String alertId) {
    return maps.atomically(() -> analyses.get(alertId));
  }
}
