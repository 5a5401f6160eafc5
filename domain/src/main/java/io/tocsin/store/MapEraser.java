package io.tocsin.store;

import io.tocsin.delivery.Delivery;
import io.tocsin.history.Story;
import io.tocsin.keeping.Eraser;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.Sealer;
import io.tocsin.meeting.Meeting;
import java.util.Optional;

/** Deletes things from the maps. */
public final class MapEraser implements Eraser {
  private final Maps maps;
  private final HistoryMaps history;
  private final MapOutbox outbox;
  private final MapMeetings meetings;
  private final MapExchanges exchanges;
  private final MapLessons lessons;
  private final MapKeys keys;
  private final MapQuotas quotas;

  public MapEraser(Maps maps, Optional<Keeping> keeping, Sealer sealer) {
    this.maps = maps;
    this.history = HistoryMaps.in(maps, new Ends(maps, keeping));
    this.outbox = new MapOutbox(maps, keeping);
    this.meetings = new MapMeetings(maps, keeping);
    this.exchanges = new MapExchanges(maps, keeping);
    this.lessons = new MapLessons(maps, keeping);
    this.keys = new MapKeys(maps, sealer);
    this.quotas = new MapQuotas(maps);
  }

  @Override
  public void alert(Story story) {
    String id = story.alert().id();
    delete(
        () -> {
          outbox.removeWaiting(story.deliveries().stream().filter(Delivery::waits).toList());
          story.alert().incident().ifPresent(outbox::removeIncident);
          lessons.removeAnalysis(id);
          lessons.removeLesson("analysis " + id);
          history.forget(id, KNOWN);
        });
  }

  @Override
  public void meeting(Meeting meeting) {
    delete(
        () -> {
          exchanges.removeOf(meeting.id());
          lessons.removeLesson("meeting " + meeting.id());
          meetings.remove(meeting.id());
        });
  }

  @Override
  public void key(KeySummary key) {
    delete(
        () -> {
          keys.remove(key);
          quotas.remove("key#" + key.id());
        });
  }

  @Override
  public void opened(String key) {
    delete(() -> outbox.removeOpened(key));
  }

  @Override
  public void lane(String name) {
    delete(() -> outbox.removeLane(name));
  }

  private void delete(Runnable work) {
    maps.atomically(
        () -> {
          work.run();
          return true;
        });
  }
}
