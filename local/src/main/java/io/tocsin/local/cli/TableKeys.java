package io.tocsin.local.cli;

import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.aws.kms.KmsSealer;
import io.tocsin.delivery.RealTime;
import io.tocsin.keeping.Retention;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.KeyDesk;
import io.tocsin.keys.KeyRefusal;
import io.tocsin.keys.KeyRequest;
import io.tocsin.keys.KeySummary;
import io.tocsin.keys.NewKey;
import io.tocsin.keys.Sealer;
import io.tocsin.local.MendableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Keys in the table of a stack, by the rights of whoever types the command. */
final class TableKeys implements KeyRegistry {
  private final DynamoDbClient dynamo;
  private final Optional<KmsClient> kms;
  private final KeyDesk desk;

  /**
   * Opens the table.
   *
   * @param table its name
   * @param kmsKey what seals the secrets; without it {@code TOCSIN_SEALING_KEY} does
   */
  TableKeys(Surroundings surroundings, AwsAccess aws, String table, Optional<String> kmsKey) {
    SecureRandom random = new SecureRandom();
    kms = kmsKey.map(key -> aws.kms());
    Sealer sealer =
        kms.<Sealer>map(client -> new KmsSealer(client, kmsKey.orElseThrow()))
            .orElseGet(() -> inProcess(surroundings.environment(), random));
    dynamo = aws.dynamoDb();
    DynamoStores stores =
        new DynamoStores(
            dynamo,
            new Tables(table, "", ""),
            () -> Retention.of(Retention.USUAL),
            surroundings.clock(),
            new RealTime(),
            random,
            () -> UUID.randomUUID().toString());
    desk = new KeyDesk(stores.keys(sealer), surroundings.clock(), random);
  }

  private static Sealer inProcess(Map<String, String> environment, SecureRandom random) {
    String key = environment.getOrDefault("TOCSIN_SEALING_KEY", "");
    try {
      return new AesGcmSealer(Base64.getDecoder().decode(key), random);
    } catch (IllegalArgumentException e) {
      // Without the cause, which may quote the key.
      throw new MendableException(
          "Name the key that seals secrets, as the functions know it: --kms-key ID, or 32 bytes in"
              + " Base64 in TOCSIN_SEALING_KEY.");
    }
  }

  @Override
  public NewKey create(KeyRequest request) {
    return asked(() -> desk.create(request));
  }

  @Override
  public NewKey rotate(String id, Duration grace) {
    return asked(() -> desk.rotate(id, grace));
  }

  @Override
  public KeySummary revoke(String id) {
    return asked(() -> desk.revoke(id));
  }

  @Override
  public KeySummary allow(String id, List<AddressRange> ranges) {
    return asked(() -> desk.allow(id, ranges));
  }

  @Override
  public KeySummary quota(String id, Optional<Integer> perMinute) {
    return asked(() -> desk.quota(id, perMinute));
  }

  @Override
  public KeySummary tell(String id, Map<String, Boolean> changed, Optional<Set<String>> services) {
    return asked(() -> desk.tell(id, changed, services));
  }

  @Override
  public List<KeySummary> list(Optional<String> owner) {
    return asked(() -> desk.list(owner));
  }

  private static <T> T asked(Supplier<T> work) {
    try {
      return work.get();
    } catch (KeyRefusal e) {
      throw new MendableException(e.getMessage(), e);
    } catch (SdkException e) {
      throw new MendableException(
          "AWS refused, or did not answer: "
              + e.getMessage()
              + ". Look at the table's name, the region, and what these credentials may do.",
          e);
    } catch (IllegalStateException e) {
      throw new MendableException(
          "The key does not open (" + e.getMessage() + "). Name the key that it was sealed with.",
          e);
    }
  }

  @Override
  public void close() {
    dynamo.close();
    kms.ifPresent(KmsClient::close);
  }
}
