package io.tocsin.local.cli;

import io.tocsin.local.MendableException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The options of every command about keys: where they are. */
final class KeysOptions {
  @Mixin private AccessOptions access = new AccessOptions();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "The keys' table of a stack, to be worked on with the AWS credentials found here instead"
              + " of through Tocsin. So the first key of a stack is made.")
  private Optional<String> table = Optional.empty();

  @Option(
      names = "--kms-key",
      paramLabel = "ID",
      description =
          "With --table: the key of KMS that seals secrets. Default: $TOCSIN_KMS_KEY_ID, else"
              + " $TOCSIN_SEALING_KEY seals them.")
  private Optional<String> kmsKey = Optional.empty();

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "With --table: where it is. Default: as AWS's own command line finds it.")
  private Optional<String> region = Optional.empty();

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "With --table: another DynamoDB than AWS's, such as one on this machine.")
  private Optional<URI> endpoint = Optional.empty();

  @Option(
      names = "--kms-endpoint",
      paramLabel = "URL",
      description = "With --kms-key: another KMS than AWS's.")
  private Optional<URI> kmsEndpoint = Optional.empty();

  /** Opens the place where keys are. */
  KeyRegistry open(Surroundings surroundings) {
    if (table.isEmpty()) {
      return new RemoteKeys(access.access(surroundings), surroundings.clock());
    }
    Optional<String> seals =
        kmsKey
            .or(() -> Optional.ofNullable(surroundings.environment().get("TOCSIN_KMS_KEY_ID")))
            .filter(key -> !key.isBlank());
    try {
      return new TableKeys(
          surroundings,
          new AwsAccess(surroundings.environment(), region, endpoint, kmsEndpoint),
          table.get(),
          seals);
    } catch (SdkClientException e) {
      throw new MendableException(
          "AWS cannot be reached: " + e.getMessage() + ". Name the region with --region REGION.",
          e);
    }
  }
}
