package io.tocsin.analysis;

/**
 * What an agent goes by.
 *
 * @param kind {@code rules}, or the provider of a language model, such as {@code openai}
 * @param version of rules, what changes with every change that can change an answer; of a language
 *     model its name, which says less: it may answer otherwise the next time
 */
public record Maker(String kind, String version) {
  @Override
  public String toString() {
    return kind + " " + version;
  }
}
