package io.tocsin.aws;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Factory;
import io.tocsin.aws.message.Account;
import io.tocsin.aws.message.MeetingsTransport;
import io.tocsin.aws.message.SesTransport;
import io.tocsin.aws.message.SnsTransport;
import io.tocsin.delivery.SchemeTransport;
import jakarta.inject.Singleton;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The transports to services of AWS. What they send by is not among this module's own needs: the
 * function that sends has it.
 */
@Factory
class AwsMessages {

  @Singleton
  SchemeTransport ses(AwsCredentialsProviderChain credentials, AwsRegionProviderChain home) {
    return new SesTransport(new Account(credentials, home, Optional.empty()));
  }

  @Singleton
  SchemeTransport sns(AwsCredentialsProviderChain credentials, AwsRegionProviderChain home) {
    return new SnsTransport(new Account(credentials, home, Optional.empty()));
  }

  @Singleton
  SchemeTransport meetings(
      AwsCredentialsProviderChain credentials,
      AwsRegionProviderChain home,
      BeanProvider<SqsClient> client,
      AwsSettings settings) {
    return new MeetingsTransport(
        new Account(credentials, home, Optional.empty()),
        client::get,
        settings.meetingsQueueIfSet());
  }
}
