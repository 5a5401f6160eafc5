package io.tocsin.aws;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.tocsin.aws.kms.KmsSealer;
import io.tocsin.keys.Sealer;
import io.tocsin.keys.Secret;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** Seals with KMS, where a key of it is named. */
@Factory
@Requires(classes = KmsClient.class)
@Requires(property = "tocsin.kms-key-id", pattern = ".+")
class KmsPorts {
  /** All tries together; the request that waits for it has 20 s. */
  private static final Duration ANSWER = Duration.ofSeconds(8);

  @Singleton
  @Bean(preDestroy = "close")
  KmsClient client(
      AwsCredentialsProvider credentials,
      AwsRegionProvider region,
      SdkHttpClient http,
      AwsSettings settings,
      Collection<ExecutionInterceptor> interceptors) {
    KmsClientBuilder builder =
        KmsClient.builder()
            .credentialsProvider(credentials)
            .region(region.getRegion())
            .httpClient(http)
            .overrideConfiguration(
                config -> {
                  config.apiCallTimeout(ANSWER);
                  interceptors.forEach(config::addExecutionInterceptor);
                });
    settings.kmsEndpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  @Singleton
  Sealer sealer(KmsClient client, AwsSettings settings) {
    Sealer kms = new KmsSealer(client, settings.kmsKey());
    return AwsPorts.inProcess(settings).<Sealer>map(old -> new Successor(kms, old)).orElse(kms);
  }

  /** Seals in the new way, and opens what was sealed in the old one as well. */
  private record Successor(Sealer now, Sealer before) implements Sealer {
    @Override
    public String seal(Secret secret, String context) {
      return now.seal(secret, context);
    }

    @Override
    public Secret open(String cipher, String context) {
      return (KmsSealer.isSealed(cipher) ? now : before).open(cipher, context);
    }
  }
}
