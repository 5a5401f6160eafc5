package io.tocsin.ingest;

import io.micronaut.context.ApplicationContext;
import java.util.List;

/** The end of a function's start. */
final class Start {
  private static final List<Class<?>> NEEDED =
      List.of(
          AlertsController.class,
          AlertSearchController.class,
          DeliverySearchController.class,
          MeetingSearchController.class,
          AgentsController.class,
          SilencesController.class,
          RedeliverController.class,
          AcknowledgeController.class,
          KeysController.class,
          KeyListController.class,
          OwnersController.class,
          InteractionsController.class,
          MeetingsController.class,
          RecordsController.class,
          SlotifyController.class,
          DocsController.class,
          StatusController.class);

  private Start() {}

  /**
   * Makes what answers requests, with all it needs: what is missing shows now, and the first alert
   * need not wait for it. Other beans are left alone, since their settings are other functions'.
   */
  static void complete(ApplicationContext context) {
    NEEDED.forEach(context::getBean);
  }
}
