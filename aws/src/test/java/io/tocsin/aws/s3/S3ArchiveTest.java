package io.tocsin.aws.s3;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.aws.TestClients;
import io.tocsin.aws.s3.S3Archive.Place;
import io.tocsin.history.History.Refusal;
import io.tocsin.keeping.Piece;
import io.tocsin.wire.ArchiveFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

class S3ArchiveTest {
  private static final Piece ONE = new Piece.OfRefusal(new Refusal("m1", NOON, "no JSON"));
  private static final Piece TWO =
      new Piece.OfRefusal(new Refusal("m2", NOON.plusSeconds(86_400), "no JSON"));
  private static final String PLACE = "/archive/kind=refusals/day=2026-11-";

  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final PlayedS3 s3 = new PlayedS3();

  S3ArchiveTest() throws IOException {}

  @AfterEach
  void close() {
    s3.close();
    http.close();
  }

  private S3Archive archive(AwsCredentialsProvider credentials) {
    return new S3Archive(
        http,
        credentials,
        new Place("us-east-1", s3.endpoint() + "/archive/"),
        Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void eachFileIsPutSignedAndOnceMoreInItsOwnPlace() throws Exception {
    archive(TestClients.ANYBODY).file("1-a", List.of(ONE, TWO));
    archive(TestClients.ANYBODY).file("1-a", List.of(ONE, TWO));

    assertEquals(Set.of(PLACE + "21/1-a.json.gz", PLACE + "22/1-a.json.gz"), s3.objects.keySet());
    byte[] first = s3.objects.getOrDefault(PLACE + "21/1-a.json.gz", new byte[0]);
    assertEquals(List.of(ONE), ArchiveFile.read("x", first).pieces());
  }

  @Test
  void whatS3DoesNotTakeIsNotArchived() {
    s3.status = 503;
    assertThrows(
        IllegalStateException.class, () -> archive(TestClients.ANYBODY).file("1-a", List.of(ONE)));
    s3.status = 200;
    assertThrows(
        IllegalStateException.class,
        () ->
            archive(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "other")))
                .file("1-a", List.of(ONE)));
    s3.close();
    assertThrows(
        UncheckedIOException.class, () -> archive(TestClients.ANYBODY).file("1-a", List.of(ONE)));
    assertTrue(s3.objects.isEmpty());
  }

  @Test
  void aBucketOfAwsHasAnAddressOfItsOwn() {
    assertEquals(
        "https://tocsin-archive.s3.eu-central-1.amazonaws.com/",
        Place.of("tocsin-archive", "eu-central-1", "amazonaws.com").address());
  }
}
