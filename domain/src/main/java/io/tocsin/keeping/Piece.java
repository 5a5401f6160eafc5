package io.tocsin.keeping;

import io.tocsin.alert.Alert;
import io.tocsin.analysis.Analysis;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outbox.Planned;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.History.Refusal;
import io.tocsin.meeting.Exchange;
import io.tocsin.meeting.Meeting;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One thing of the history, whole, as it is filed when it leaves. */
public sealed interface Piece {

  /** Where pieces of one sort are filed. */
  enum Drawer {
    ALERTS,
    DELIVERIES,
    MEETINGS,
    EXCHANGES,
    LESSONS,
    ANALYSES,
    REFUSALS,
    UNREADABLE;

    /** As it is written: {@code alerts}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Drawer drawer();

  /** By whose day it is filed. */
  Instant at();

  /**
   * An alert.
   *
   * @param planned where it was to go
   * @param acknowledged who had taken notice of it
   */
  record OfAlert(Alert alert, List<Planned> planned, Optional<Acknowledgement> acknowledged)
      implements Piece {
    public OfAlert {
      planned = List.copyOf(planned);
    }

    @Override
    public Drawer drawer() {
      return Drawer.ALERTS;
    }

    @Override
    public Instant at() {
      return alert.receivedAt();
    }
  }

  /** What became of an alert at one target; filed by the alert's day. */
  record OfDelivery(Delivery delivery) implements Piece {
    @Override
    public Drawer drawer() {
      return Drawer.DELIVERIES;
    }

    @Override
    public Instant at() {
      return delivery.since();
    }
  }

  /** A meeting as it was last. */
  record OfMeeting(Meeting meeting) implements Piece {
    @Override
    public Drawer drawer() {
      return Drawer.MEETINGS;
    }

    @Override
    public Instant at() {
      return meeting.createdAt();
    }
  }

  /** What was said about a meeting. */
  record OfExchange(Exchange exchange) implements Piece {
    @Override
    public Drawer drawer() {
      return Drawer.EXCHANGES;
    }

    @Override
    public Instant at() {
      return exchange.at();
    }
  }

  /**
   * What was learned.
   *
   * @param id a digest of what it was learned from
   */
  record OfLesson(String id, LearningRecord lesson) implements Piece {
    @Override
    public Drawer drawer() {
      return Drawer.LESSONS;
    }

    @Override
    public Instant at() {
      return lesson.at();
    }
  }

  /**
   * What the agents found of an alert.
   *
   * @param at when it expired, since it does not say when it was made
   */
  record OfAnalysis(String alertId, Analysis analysis, Instant at) implements Piece {
    @Override
    public Drawer drawer() {
      return Drawer.ANALYSES;
    }
  }

  /**
   * What a store had that cannot be read: as it was, attribute by attribute.
   *
   * @param at when it expired
   */
  record OfUnreadable(Map<String, String> item, Instant at) implements Piece {
    public OfUnreadable {
      item = Map.copyOf(item);
    }

    @Override
    public Drawer drawer() {
      return Drawer.UNREADABLE;
    }
  }

  /** That a message could not be read. */
  record OfRefusal(Refusal refusal) implements Piece {
    @Override
    public Drawer drawer() {
      return Drawer.REFUSALS;
    }

    @Override
    public Instant at() {
      return refusal.at();
    }
  }
}
