package io.tocsin.aws.bedrock;

import io.tocsin.analysis.LanguageModel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClientBuilder;

/**
 * Models of Amazon Bedrock, by their ids or inference profiles. Whoever asks needs the right {@code
 * bedrock:InvokeModel} on the model.
 *
 * @param endpoint another one than AWS's own
 */
public record BedrockModels(
    AwsCredentialsProvider credentials, AwsRegionProvider region, Optional<URI> endpoint)
    implements LanguageModel.Provider {

  @Override
  public LanguageModel model(String name, Duration timeout, int mostTokens) {
    return new BedrockModel(client(timeout), name, mostTokens);
  }

  /** It tries nothing twice: whether that may be is decided where requests are counted. */
  private BedrockRuntimeClient client(Duration timeout) {
    BedrockRuntimeClientBuilder builder =
        BedrockRuntimeClient.builder()
            .region(region.getRegion())
            .credentialsProvider(credentials)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(timeout).socketTimeout(timeout))
            .overrideConfiguration(
                config ->
                    config.apiCallTimeout(timeout).retryStrategy(AwsRetryStrategy.doNotRetry()));
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }
}
