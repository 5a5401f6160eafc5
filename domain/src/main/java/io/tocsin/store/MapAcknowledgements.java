package io.tocsin.store;

import io.tocsin.alert.Alert;
import io.tocsin.delivery.Incident;
import io.tocsin.history.Acknowledgement;
import io.tocsin.history.Acknowledgements;
import java.util.Optional;

/** The acknowledgements in ordered maps: one beside its alert, and one in its incident. */
public final class MapAcknowledgements implements Acknowledgements {
  private final Maps maps;
  private final HistoryMaps history;
  private final OrderedMap<Incident> incidents;

  public MapAcknowledgements(Maps maps) {
    this.maps = maps;
    this.history = HistoryMaps.in(maps);
    this.incidents = maps.map("incidents", Incident.class);
  }

  @Override
  public Optional<Acknowledgement> acknowledge(String alertId, Acknowledgement acknowledgement) {
    return maps.atomically(
        () ->
            history
                .alerts()
                .get(alertId)
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
        .flatMap(incidents::get)
        .map(incident -> incident.acknowledged(alert, episode, acknowledgement))
        .ifPresent(incident -> incidents.put(incident.key(), incident));
    return acknowledgement;
  }
}
