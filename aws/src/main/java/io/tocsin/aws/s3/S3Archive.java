package io.tocsin.aws.s3;

import io.tocsin.keeping.Archive;
import io.tocsin.keeping.Piece;
import io.tocsin.wire.ArchiveFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * The archive in a bucket: one PUT for each file, signed by the part of the SDK that every client
 * of it has. S3's own client would be loaded for that single request.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public final class S3Archive implements Archive {
  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Place place;
  private final Clock clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * Where the bucket is.
   *
   * @param region that requests are signed for
   * @param address what the names of objects are put behind, ending with a slash
   */
  public record Place(String region, String address) {

    /** A bucket of AWS's. */
    public static Place of(String bucket, String region, String suffix) {
      return new Place(region, "https://" + bucket + ".s3." + region + "." + suffix + "/");
    }
  }

  public S3Archive(
      SdkHttpClient http, AwsCredentialsProvider credentials, Place place, Clock clock) {
    this.http = http;
    this.credentials = credentials;
    this.place = place;
    this.clock = clock;
  }

  @Override
  public void file(String name, List<Piece> pieces) {
    ArchiveFile.of(name, pieces).forEach(this::put);
  }

  private void put(ArchiveFile file) {
    byte[] bytes = file.bytes();
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            // As it is signed: of what is in a name, only this is written otherwise there.
            .uri(URI.create(place.address() + file.path().replace("=", "%3D")))
            .putHeader("Content-Type", "application/gzip")
            .putHeader("Content-Length", String.valueOf(bytes.length))
            .build();
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, place.region())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    int status = send(signed);
    if (status != 200) {
      throw new IllegalStateException(file.path() + " was not archived: S3 answered " + status);
    }
  }

  private int send(SignedRequest signed) {
    HttpExecuteRequest.Builder request = HttpExecuteRequest.builder().request(signed.request());
    signed.payload().ifPresent(request::contentStreamProvider);
    try {
      HttpExecuteResponse response = http.prepareRequest(request.build()).call();
      response.responseBody().ifPresent(body -> body.abort());
      return response.httpResponse().statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException("S3 did not answer", e);
    }
  }
}
