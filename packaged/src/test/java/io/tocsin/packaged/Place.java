package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.infra.TocsinProps;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Where a stack can be: its queues, its tables, and what else of it is to be had there. */
interface Place {
  /** What is chosen for a stack there. */
  TocsinProps.Builder choose(TocsinProps.Builder props);

  /** What its secret must have there besides. */
  Map<String, String> secrets();

  /**
   * Makes what the template has.
   *
   * @param secrets the members of its secret
   */
  Deployed deploy(StackTemplate template, Map<String, String> secrets);

  SqsClient sqs();

  /** Where tables and their streams are. */
  URI dynamoDb();

  /** The variables by which functions find it; on AWS nobody sets them. */
  Map<String, String> variables();

  /** What was made of a template. */
  @FunctionalInterface
  interface Deployed {
    /**
     * What the template's expression has become: the URL of a queue, say, or the value of a secret.
     */
    String value(JsonNode expression);

    /** Takes it down again, where that does not happen by itself. */
    default void remove() {}
  }
}
