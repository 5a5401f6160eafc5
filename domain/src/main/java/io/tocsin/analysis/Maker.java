package io.tocsin.analysis;

/**
 * What an agent goes by.
 *
 * @param kind {@code rules}, or what else it is
 * @param version changes with every change that can change an answer
 */
public record Maker(String kind, String version) {
  @Override
  public String toString() {
    return kind + " " + version;
  }
}
