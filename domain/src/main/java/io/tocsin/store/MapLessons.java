package io.tocsin.store;

import io.tocsin.alert.EventId;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.Lessons;
import io.tocsin.history.Page;
import io.tocsin.keeping.Piece;
import io.tocsin.store.Ends.End;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What analyses gave and what is learned from them, in ordered maps. */
public final class MapLessons implements Lessons {
  private final Maps maps;
  private final Ends ends;
  private final OrderedMap<LearningRecord> lessons;
  private final OrderedMap<Entry> services;
  private final OrderedMap<Analysis> analyses;

  /** One that keeps everything. */
  public MapLessons(Maps maps) {
    this(maps, Optional.empty());
  }

  public MapLessons(Maps maps, Keeping keeping) {
    this(maps, Optional.of(keeping));
  }

  MapLessons(Maps maps, Optional<Keeping> keeping) {
    this.maps = maps;
    this.ends = new Ends(maps, keeping);
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
            services.put(place(id, lesson), new Entry(id));
            ends.renew(Shelf.LESSON, id);
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
                .map(found -> found.getValue().name())
                .filter(id -> ends.live(Shelf.LESSON, id))
                .flatMap(id -> lessons.get(id).stream())
                .limit(limit)
                .toList());
  }

  @Override
  public void keep(String alertId, Analysis analysis) {
    maps.atomically(
        () -> {
          analyses.put(alertId, analysis);
          ends.renew(Shelf.ANALYSIS, alertId);
          return true;
        });
  }

  @Override
  public Optional<Analysis> ofAlert(String alertId) {
    return maps.atomically(
        () -> analyses.get(alertId).filter(any -> ends.live(Shelf.ANALYSIS, alertId)));
  }

  /** What there is at an end of a lesson or of an analysis. */
  Stream<Piece> pieces(End end) {
    return Stream.concat(
        lessons.get(end.key()).stream()
            .filter(any -> end.shelf() == Shelf.LESSON)
            .map(lesson -> new Piece.OfLesson(EventId.digest(end.key()), lesson)),
        analyses.get(end.key()).stream()
            .filter(any -> end.shelf() == Shelf.ANALYSIS)
            .map(analysis -> new Piece.OfAnalysis(end.key(), analysis, end.at())));
  }

  void removeLesson(String id) {
    lessons.get(id).ifPresent(lesson -> services.remove(place(id, lesson)));
    lessons.remove(id);
    ends.clear(Shelf.LESSON, id);
  }

  void removeAnalysis(String alertId) {
    analyses.remove(alertId);
    ends.clear(Shelf.ANALYSIS, alertId);
  }

  private static String place(String id, LearningRecord lesson) {
    return Key.part(lesson.service()) + Key.time(lesson.at()) + id;
  }
}
