package io.tocsin.delivery;

import java.util.List;

/**
 * On what terms a lane was last drained, as configuration and channels had it then. Kept with the
 * lane for who looks at it without knowing either.
 *
 * @param channels the names of those it leads to, each once, in order
 */
public record Terms(Budget budget, List<String> channels) {
  public Terms {
    channels = channels.stream().sorted().distinct().toList();
  }
}
