package io.tocsin.aws;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.context.annotation.Value;
import io.tocsin.aws.dynamodb.DynamoExpired;
import io.tocsin.aws.s3.S3Archive;
import io.tocsin.aws.s3.S3Archive.Place;
import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Expired;
import jakarta.inject.Singleton;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

/** The ports of the archive, as the others in {@link AwsPorts}. */
@Factory
class ArchivePorts {

  @Singleton
  @Requires(missingBeans = Archive.class)
  @Secondary
  Archive archive(
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      AwsRegionProvider region,
      Clock clock,
      @Value("${tocsin.archive-bucket:}") String bucket,
      @Value("${tocsin.aws-endpoint-s3:}") String endpoint) {
    if (bucket.isBlank()) {
      throw new IllegalStateException("TOCSIN_ARCHIVE_BUCKET is not set; the stack sets it");
    }
    Region home = region.getRegion();
    Place place =
        endpoint.isBlank()
            ? Place.of(bucket, home.id(), RegionMetadata.of(home).partition().dnsSuffix())
            : new Place(home.id(), endpoint.replaceFirst("/*$", "/") + bucket + "/");
    return new S3Archive(http, credentials, place, clock);
  }

  @Singleton
  @Requires(missingBeans = Expired.class)
  @Secondary
  Expired expired() {
    return new DynamoExpired();
  }
}
