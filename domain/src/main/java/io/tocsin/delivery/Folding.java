package io.tocsin.delivery;

import io.tocsin.alert.Severity;
import java.util.ArrayList;
import java.util.List;

/** Chooses what is told by its number alone, because too much waits: the oldest least severe. */
record Folding(Outbox outbox) {

  /**
   * As many as are too many, of the target that the next message goes to.
   *
   * @param waiting something in it is ready
   */
  List<Delivery> of(String lane, Waiting waiting, int queueSize) {
    int tooMany = waiting.size() - queueSize;
    String target = waiting.ready().get(0).target();
    List<Delivery> folded = new ArrayList<>();
    for (Severity severity : Severity.LEAST_FIRST) {
      if (folded.size() < tooMany) {
        new Waiting(outbox.waiting(lane, severity, tooMany), waiting.now())
            .ready().stream()
                .filter(each -> each.target().equals(target))
                .filter(each -> each.form() == Delivery.Form.TOGETHER)
                .limit(tooMany - folded.size())
                .forEach(folded::add);
      }
    }
    return folded;
  }
}
