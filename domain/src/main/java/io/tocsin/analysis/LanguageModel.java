package io.tocsin.analysis;

import java.time.Duration;

/** A language model that answers in text. It is told nothing but the prompt, and has no tools. */
public interface LanguageModel {

  /** Its provider and its name. */
  Maker maker();

  /**
   * Asks it once, and ends within the time that it was made with.
   *
   * @return what it said, at most {@value #LONGEST_ANSWER} characters; whoever asked checks it
   * @throws NoAnswerException when it gave no whole answer, and none is kept waiting for
   */
  String answer(Prompt prompt);

  /** Longest answer, in characters, whatever number of tokens was asked for. */
  int LONGEST_ANSWER = 65_536;

  /**
   * What it is asked.
   *
   * @param orders what it is to do, written by us
   * @param data what it is to look at, written by others
   * @param schema the JSON Schema of the answer, for models that can be held to one; the orders say
   *     the same in words
   */
  record Prompt(String orders, String data, String schema) {}

  /** Who has models. */
  interface Provider {
    /**
     * One of its models, which need not exist until it is asked.
     *
     * @param name as the provider has it
     * @param timeout the longest that one answer may take
     * @param mostTokens the longest answer, in the model's tokens
     */
    LanguageModel model(String name, Duration timeout, int mostTokens);
  }
}
