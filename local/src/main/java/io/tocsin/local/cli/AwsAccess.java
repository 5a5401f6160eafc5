package io.tocsin.local.cli;

import io.tocsin.aws.bedrock.BedrockModels;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * By whose rights and where a command speaks to AWS: by the variables that AWS's own command line
 * reads, else by whatever else the SDK finds.
 *
 * @param region empty: {@code AWS_REGION}, else what the SDK finds
 * @param dynamoEndpoint another one than AWS's own
 * @param kmsEndpoint another one than AWS's own
 */
record AwsAccess(
    Map<String, String> environment,
    Optional<String> region,
    Optional<URI> dynamoEndpoint,
    Optional<URI> kmsEndpoint) {

  DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.builder(), dynamoEndpoint);
  }

  KmsClient kms() {
    return client(KmsClient.builder(), kmsEndpoint);
  }

  BedrockModels bedrock() {
    return new BedrockModels(
        credentials(),
        () -> named().orElseGet(() -> new DefaultAwsRegionProviderChain().getRegion()),
        Optional.empty());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Optional<URI> endpoint) {
    endpoint.ifPresent(builder::endpointOverride);
    named().ifPresent(builder::region);
    return builder
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private Optional<Region> named() {
    return region
        .or(() -> variable("AWS_REGION"))
        .or(() -> variable("AWS_DEFAULT_REGION"))
        .map(Region::of);
  }

  private AwsCredentialsProvider credentials() {
    Optional<String> id = variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = variable("AWS_SECRET_ACCESS_KEY");
    if (id.isEmpty() || secret.isEmpty()) {
      return DefaultCredentialsProvider.builder().build();
    }
    return StaticCredentialsProvider.create(
        variable("AWS_SESSION_TOKEN").isPresent()
            ? AwsSessionCredentials.create(
                id.get(), secret.get(), variable("AWS_SESSION_TOKEN").get())
            : AwsBasicCredentials.create(id.get(), secret.get()));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
