package io.tocsin.infra;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.sqs.Queue;

/** Where tables and queues are, as the variables that functions read. */
record Whereabouts(Store store, Queues queues) {

  /** The names of all tables, which grant nothing, and the addresses of these queues. */
  Map<String, String> of(Queue... knows) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("TOCSIN_KEYS_TABLE", store.keys.getTableName());
    names.put("TOCSIN_OUTBOX_TABLE", store.outbox.getTableName());
    names.put("TOCSIN_HISTORY_TABLE", store.history.getTableName());
    Map<Queue, String> variables = new HashMap<>();
    variables.put(queues.alerts, "TOCSIN_ALERTS_QUEUE_URL");
    variables.put(queues.wakes, "TOCSIN_WAKES_QUEUE_URL");
    variables.put(queues.deadLetters, "TOCSIN_DEAD_LETTERS_QUEUE_URL");
    queues.interactions.ifPresent(queue -> variables.put(queue, "TOCSIN_INTERACTIONS_QUEUE_URL"));
    queues.meetings.ifPresent(queue -> variables.put(queue, "TOCSIN_MEETINGS_QUEUE_URL"));
    for (Queue queue : knows) {
      names.put(variables.getOrDefault(queue, ""), queue.getQueueUrl());
    }
    return names;
  }
}
