package io.tocsin.aws;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.tocsin.analysis.LanguageModel;
import io.tocsin.aws.bedrock.BedrockModels;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Models of Bedrock, in the function that has its client. */
@Factory
@Requires(classes = BedrockRuntimeClient.class)
class BedrockPorts {

  @Singleton
  @Requires(missingBeans = LanguageModel.Provider.class)
  LanguageModel.Provider models(AwsCredentialsProvider credentials, AwsRegionProvider region) {
    return new BedrockModels(credentials, region, Optional.empty());
  }
}
