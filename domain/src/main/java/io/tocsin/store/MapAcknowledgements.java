package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Incident;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.Acknowledgements;
import java.util.Optional;

/** The acknowledgements in ordered maps: one beside its alert, and one in its incident. */
public final class MapAcknowledgements implements Acknowledgements {
  private final Maps maps;
  private final Ends ends;
  private final HistoryMaps history;
  private final OrderedMap<Incident> incidents;

  /** One whose history keeps everything. */
  public MapAcknowledgements(Maps maps) {
    this(maps, Optional.empty());
  }

  public MapAcknowledgements(Maps maps, Keeping keeping) {
    this(maps, Optional.of(keeping));
  }

  private MapAcknowledgements(Maps maps, Optional<Keeping> keeping) {
    this.maps = maps;
    this.ends = new Ends(maps, keeping);
    this.history = HistoryMaps.in(maps, ends);
    this.incidents = maps.map("incidents", Incident.class);
  }

  @Override
  public Optional<Acknowledgement> acknowledge(String alertId, Acknowledgement acknowledgement) {
    return maps.atomically(
        () ->
            history
                .alert(alertId)
                .map(
                    alert ->
                        history
                            .acknowledgements()
                            .get(alertId)
                            .orElseGet(() -> keep(alert, acknowledgement))));
  }

  private Acknowledgement keep(Alert alert, Acknowledgement acknowledgement) {
    history.acknowledgements().put(alert.id(), acknowledgement);
    Optional<String> episode = history.plans().get(alert.id()).flatMap(Plan::episode);
    alert
        .incident()
        .filter(key -> ends.live(Shelf.INCIDENT, key))
        .flatMap(incidents::get)
        .map(incident -> incident.acknowledged(alert, episode, acknowledgement))
        .ifPresent(incident -> incidents.put(incident.key(), incident));
    return acknowledgement;
  }
}
