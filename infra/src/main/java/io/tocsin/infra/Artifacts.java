package io.tocsin.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.IBucket;

/** Where Lambda gets what was packed from. */
public interface Artifacts {
  /** What a function is made of, of the package that lies there. */
  Code packed(Path zip);

  /** The layer with a person's file. */
  Code layer(TocsinYml yml);

  /** The CDK uploads them when it deploys. */
  static Artifacts uploaded() {
    return new Artifacts() {
      @Override
      public Code packed(Path zip) {
        return Code.fromAsset(zip.toString());
      }

      @Override
      public Code layer(TocsinYml yml) {
        try {
          Path zip = Files.createTempFile("tocsin-config", ".zip");
          zip.toFile().deleteOnExit();
          try (OutputStream to = Files.newOutputStream(zip)) {
            yml.pack(to);
          }
          return Code.fromAsset(zip.toString());
        } catch (IOException e) {
          throw new UncheckedIOException("the layer cannot be written", e);
        }
      }
    };
  }

  /**
   * Somebody puts them into a bucket, under the names that {@link Release} gives them.
   *
   * @param prefix what stands before the names; may be a parameter of the template
   */
  static Artifacts in(IBucket bucket, String prefix, Release release) {
    return new Artifacts() {
      @Override
      public Code packed(Path zip) {
        return Code.fromBucket(bucket, prefix + release.name(zip));
      }

      @Override
      public Code layer(TocsinYml yml) {
        return Code.fromBucket(bucket, prefix + release.name(yml));
      }
    };
  }
}
