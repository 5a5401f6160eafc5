package io.tocsin.config;

import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts targets into lanes. Two targets of one place share a lane, because the service counts them
 * together: they are put into one when at most one of them names a lane, and are a mistake when
 * they name two.
 */
final class SharedLanes {
  private final List<Draft> drafts;
  private final Map<String, String> lanes = new HashMap<>();

  /**
   * A target before its lane is known.
   *
   * @param lane the one it names
   * @param place the same as that of others which the service counts together with it
   */
  record Draft(
      String name,
      String channel,
      Optional<String> lane,
      Map<String, Secret> settings,
      Optional<Secret> place) {

    /** Those without a place share with nobody. */
    String key() {
      return place.map(Secret::reveal).orElse(name);
    }
  }

  SharedLanes(List<Draft> drafts) {
    this.drafts = List.copyOf(drafts);
    drafts.forEach(draft -> draft.lane().ifPresent(lane -> lanes.putIfAbsent(draft.key(), lane)));
    drafts.forEach(draft -> lanes.putIfAbsent(draft.key(), draft.name()));
  }

  /** The targets that name another lane than one of the same place before them. */
  List<Draft> torn() {
    List<Draft> torn = new ArrayList<>();
    for (Draft draft : drafts) {
      if (draft.lane().filter(lane -> !lane.equals(lane(draft))).isPresent()) {
        torn.add(draft);
      }
    }
    return torn;
  }

  String lane(Draft draft) {
    return lanes.getOrDefault(draft.key(), draft.name());
  }

  Map<String, Target> targets() {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      targets.put(
          draft.name(), new Target(draft.name(), draft.channel(), lane(draft), draft.settings()));
    }
    return targets;
  }
}
