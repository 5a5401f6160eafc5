package io.tocsin.aws;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.tocsin.aws.rehearsal.StageHttp;
import io.tocsin.lambda.Rehearsing;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * Fits out the SDK's clients, which Micronaut's AWS module makes with the region and credentials
 * that the SDK finds. Both clients serve any number of threads.
 *
 * <p>Whoever runs a function may bring interceptors along, which then see every call.
 */
@Factory
class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** A function has little time, and the SDK tries again by itself. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  /** First, since Micronaut's own is there beside it when that is looked at before this one. */
  @Singleton
  @Bean(preDestroy = "close")
  @Primary
  @Requires(missingBeans = Rehearsing.class)
  SdkHttpClient httpClient() {
    return outside();
  }

  /** The same place on a stage. */
  @Singleton
  @Bean(preDestroy = "close")
  @Primary
  @Requires(beans = Rehearsing.class)
  SdkHttpClient rehearsed() {
    return new StageHttp(outside());
  }

  private static SdkHttpClient outside() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ANSWER)
        .build();
  }

  @Singleton
  BeanCreatedEventListener<SqsClientBuilder> sqs(
      AwsSettings settings,
      Collection<ExecutionInterceptor> interceptors,
      Optional<Rehearsing> rehearsing) {
    return event -> {
      SqsClientBuilder builder = seenBy(interceptors, event.getBean());
      // On a stage nothing says what it got.
      builder.checksumValidationEnabled(rehearsing.isEmpty());
      return settings.sqsEndpoint().map(builder::endpointOverride).orElse(builder);
    };
  }

  @Singleton
  BeanCreatedEventListener<DynamoDbClientBuilder> dynamoDb(
      AwsSettings settings, Collection<ExecutionInterceptor> interceptors) {
    return event -> {
      DynamoDbClientBuilder builder = seenBy(interceptors, event.getBean());
      return settings.dynamoDbEndpoint().map(builder::endpointOverride).orElse(builder);
    };
  }

  private static <B extends AwsClientBuilder<B, ?>> B seenBy(
      Collection<ExecutionInterceptor> interceptors, B builder) {
    ClientOverrideConfiguration.Builder configuration = builder.overrideConfiguration().toBuilder();
    interceptors.forEach(configuration::addExecutionInterceptor);
    return builder.overrideConfiguration(configuration.build());
  }
}
