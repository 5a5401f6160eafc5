package io.tocsin.aws.message;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/**
 * By whom and where messages are sent.
 *
 * @param home the region where nothing names another
 * @param endpoint another one than AWS's own
 */
public record Account(
    AwsCredentialsProvider credentials, AwsRegionProvider home, Optional<URI> endpoint) {

  /** A client for one region, whose calls take no longer than that. */
  record Line(Region region, Duration timeout) {}

  /** Fits a client out. It tries nothing twice: whether that may be is decided elsewhere. */
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(
      B builder, Line line) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(line.region())
        .credentialsProvider(credentials)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(line.timeout())
                .socketTimeout(line.timeout()))
        .overrideConfiguration(
            config ->
                config.apiCallTimeout(line.timeout()).retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
