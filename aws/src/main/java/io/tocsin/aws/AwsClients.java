package io.tocsin.aws;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/**
 * Fits out the SDK's clients, which Micronaut's AWS module makes with the region and credentials
 * that the SDK finds. Both clients serve any number of threads.
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
  SdkHttpClient httpClient() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(ANSWER)
        .build();
  }

  @Singleton
  BeanCreatedEventListener<SqsClientBuilder> sqs(AwsSettings settings) {
    return event -> {
      SqsClientBuilder builder = event.getBean();
      return settings.sqsEndpoint().map(builder::endpointOverride).orElse(builder);
    };
  }

  @Singleton
  BeanCreatedEventListener<DynamoDbClientBuilder> dynamoDb(AwsSettings settings) {
    return event -> {
      DynamoDbClientBuilder builder = event.getBean();
      return settings.dynamoDbEndpoint().map(builder::endpointOverride).orElse(builder);
    };
  }
}
