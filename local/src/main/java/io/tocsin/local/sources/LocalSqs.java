package io.tocsin.local.sources;

import io.tocsin.local.queues.LocalQueues;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The real SQS client on the local endpoint; the credentials are made up, nobody checks them. */
public final class LocalSqs {
  public static final String ACCESS_KEY = "local";
  public static final String SECRET_KEY = "local";

  /** Longer than the longest poll. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

  private LocalSqs() {}

  public static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalQueues.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(READ_TIMEOUT))
        .build();
  }
}
