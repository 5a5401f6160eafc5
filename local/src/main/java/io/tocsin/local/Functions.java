package io.tocsin.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanConfiguration;
import io.tocsin.config.HistorySettings;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.dispatch.AlertsFunction;
import io.tocsin.dispatch.WakesFunction;
import io.tocsin.ingest.IngestFunction;
import io.tocsin.ingest.InteractionsFunction;
import io.tocsin.lambda.Variables;
import io.tocsin.local.queues.LocalQueues;
import io.tocsin.local.sources.LocalSqs;
import io.tocsin.scheduler.ChangesFunction;
import io.tocsin.scheduler.MeetingsFunction;
import io.tocsin.scheduler.TickFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The real functions in one JVM, each on an application context of its own, as on Lambda; what is
 * in the environment there is given to them here.
 */
final class Functions implements AutoCloseable {
  private static final String INGEST = "io.tocsin.ingest";
  private static final String DISPATCH = "io.tocsin.dispatch";
  private static final String SCHEDULER = "io.tocsin.scheduler";

  private final ApplicationContext ingest;
  private final ApplicationContext dispatch;
  private final ApplicationContext scheduler;
  private final IngestFunction http;
  private final AlertsFunction alerts;
  private final WakesFunction wakes;
  private final TickFunction tick;

  private Functions(
      ApplicationContext ingest, ApplicationContext dispatch, ApplicationContext scheduler) {
    this.ingest = ingest;
    this.dispatch = dispatch;
    this.scheduler = scheduler;
    this.http = new IngestFunction(ingest);
    this.alerts = new AlertsFunction(dispatch);
    this.wakes = new WakesFunction(dispatch);
    this.tick = new TickFunction(scheduler);
  }

  /**
   * Starts them.
   *
   * @param environment what the environment is on Lambda
   * @param parts the stores, and what else is to be used instead of what they would make
   */
  static Functions start(Map<String, String> environment, List<Object> parts) {
    List<Object> all = new ArrayList<>(parts);
    // Two of the functions make it, each for itself; here it is one for all.
    all.add(HistorySettings.from(name -> Optional.ofNullable(environment.get(name))));
    return new Functions(
        context(environment, all, DISPATCH, SCHEDULER),
        context(environment, all, INGEST, SCHEDULER),
        context(environment, all, INGEST, DISPATCH));
  }

  /** A context as a function has it that is alone in its JVM. */
  private static ApplicationContext context(
      Map<String, String> environment, List<Object> parts, String... others) {
    return ApplicationContext.builder()
        .beanConfigurations(
            List.of(others).stream()
                .map(BeanConfiguration::disabled)
                .toArray(BeanConfiguration[]::new))
        .deduceEnvironment(false)
        .banner(false)
        .environmentPropertySource(false)
        .propertySources(new Variables("one machine", environment))
        .properties(
            Map.of(
                "aws.region", LocalQueues.REGION,
                "aws.access-key-id", LocalSqs.ACCESS_KEY,
                "aws.secret-key", LocalSqs.SECRET_KEY))
        .singletons(parts.toArray())
        .start();
  }

  RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> http() {
    return http;
  }

  /** Made only where it is asked for: it needs a queue that others do not. */
  RequestHandler<SQSEvent, SQSBatchResponse> interactions() {
    return new InteractionsFunction(ingest);
  }

  RequestHandler<SQSEvent, SQSBatchResponse> alerts() {
    return alerts;
  }

  RequestHandler<SQSEvent, SQSBatchResponse> wakes() {
    return wakes;
  }

  /** Made only where it is asked for, as well. */
  RequestHandler<SQSEvent, SQSBatchResponse> meetings() {
    return new MeetingsFunction(scheduler);
  }

  /** Made only where the history has a stream. */
  RequestHandler<DynamodbEvent, StreamsEventResponse> changes() {
    return new ChangesFunction(scheduler);
  }

  /** The dispatcher's ways out that are not HTTP, which stay when another is given for that. */
  Collection<SchemeTransport> otherTransports() {
    return dispatch.getBeansOfType(SchemeTransport.class);
  }

  RequestHandler<ScheduledEvent, Integer> tick() {
    return tick;
  }

  @Override
  public void close() {
    ingest.close();
    dispatch.close();
    scheduler.close();
  }
}
