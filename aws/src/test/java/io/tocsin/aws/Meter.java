package io.tocsin.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Counts calls to DynamoDB and SQS, and the units DynamoDB says they took, by what was called and
 * on which table or queue: {@code Query outbox}, {@code SendMessageBatch wakes}; of a list that is
 * one partition, on that: {@code Query history, meetings}. A poll that finds nothing is counted
 * apart, as {@code ReceiveMessage wakes, empty}.
 *
 * <p>A write whose condition does not hold is charged as well, though no answer says how much; it
 * is counted as one unit, which is right for items of up to 1 KB. A query that finds nothing is
 * charged like one that finds 4 KB, though DynamoDB Local says nothing of that; and what it says of
 * transactions is not so, hence {@link TransactionUnits}.
 */
public final class Meter implements ExecutionInterceptor {
  private static final String CAPACITY = "ReturnConsumedCapacity";

  private final Map<String, Used> used = new TreeMap<>();
  private final TransactionUnits transactions = new TransactionUnits();

  /** Calls, and the units they took: of writing or reading, as the call does. */
  public record Used(int calls, double writeUnits, double readUnits) {
    public static final Used NOTHING = new Used(0, 0, 0);

    public Used plus(Used other) {
      return new Used(
          calls + other.calls, writeUnits + other.writeUnits, readUnits + other.readUnits);
    }
  }

  /** What was used since this was last asked. */
  public synchronized Map<String, Used> reading() {
    Map<String, Used> reading = new TreeMap<>(used);
    used.clear();
    return reading;
  }

  /** Counts one call of something that is not called through the SDK. */
  public void count(String call) {
    add(call, new Used(1, 0, 0));
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes with) {
    SdkRequest request = context.request();
    boolean tells =
        request.sdkFields().stream().anyMatch(field -> field.memberName().equals(CAPACITY));
    if (!tells) {
      return request;
    }
    SdkRequest.Builder builder = request.toBuilder();
    request.sdkFields().stream()
        .filter(field -> field.memberName().equals(CAPACITY))
        .forEach(field -> field.set(builder, ReturnConsumedCapacity.TOTAL.toString()));
    return builder.build();
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes with) {
    String call = call(context.request(), with);
    if (context.response() instanceof ReceiveMessageResponse received
        && received.messages().isEmpty()) {
      call += ", empty";
    }
    add(call, used(context.request(), units(context.request(), context.response())));
  }

  private double units(SdkRequest request, SdkResponse response) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transactions.of(transaction);
    }
    double told = units(response);
    return request instanceof QueryRequest query ? Math.max(leastOf(query), told) : told;
  }

  private static double leastOf(QueryRequest query) {
    return Boolean.TRUE.equals(query.consistentRead()) ? 1 : 0.5;
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes with) {
    boolean refused = context.exception() instanceof ConditionalCheckFailedException;
    add(call(context.request(), with), used(context.request(), refused ? 1 : 0));
  }

  private synchronized void add(String call, Used more) {
    used.merge(call, more, Used::plus);
  }

  private static Used used(SdkRequest request, double units) {
    String kind = request.getClass().getSimpleName();
    boolean reads = kind.startsWith("Query") || kind.contains("GetItem");
    return reads ? new Used(1, 0, units) : new Used(1, units, 0);
  }

  private static double units(SdkResponse response) {
    return response
        .getValueForField("ConsumedCapacity", Object.class)
        .map(Meter::units)
        .orElse(0.0);
  }

  private static double units(Object consumed) {
    if (consumed instanceof ConsumedCapacity capacity) {
      return capacity.capacityUnits();
    }
    return ((List<?>) consumed).stream().mapToDouble(Meter::units).sum();
  }

  private static String call(SdkRequest request, ExecutionAttributes with) {
    return with.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + " " + on(request);
  }

  /** The tables, the index, or the queue. */
  private static String on(SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream()
          .map(item -> last(table(item), "-"))
          .distinct()
          .sorted()
          .collect(Collectors.joining("+"));
    }
    if (request instanceof BatchGetItemRequest batch) {
      return batch.requestItems().keySet().stream()
          .map(table -> last(table, "-"))
          .sorted()
          .collect(Collectors.joining("+"));
    }
    if (request instanceof QueryRequest query) {
      return last(query.tableName(), "-") + within(query);
    }
    return request instanceof DynamoDbRequest
        ? last(text(request, "TableName"), "-")
        : last(text(request, "QueueUrl"), "/");
  }

  /** Its index, or the list it is of, where the table has some that are each one partition. */
  private static String within(QueryRequest query) {
    if (query.indexName() != null) {
      return "/" + query.indexName();
    }
    AttributeValue list = query.expressionAttributeValues().get(":list");
    return list == null ? "" : ", " + list.s();
  }

  private static String table(TransactWriteItem item) {
    if (item.put() != null) {
      return item.put().tableName();
    }
    if (item.delete() != null) {
      return item.delete().tableName();
    }
    return item.update() != null ? item.update().tableName() : item.conditionCheck().tableName();
  }

  private static String text(SdkRequest request, String field) {
    return request.getValueForField(field, String.class).orElse("");
  }

  private static String last(String name, String separator) {
    return name.substring(name.lastIndexOf(separator) + 1);
  }
}
