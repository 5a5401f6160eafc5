package io.tocsin.packaged;

import io.tocsin.infra.FunctionRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The package of {@link BareIngest}: its class, and of the libraries in ours those that it needs.
 */
final class Bare {
  /** Those of the SDK have its version; of ours, only KMS's it does not use. */
  private static final Pattern SDK = Pattern.compile("sqs(-[0-9.]+[.]jar)");

  private static final Pattern OTHERS =
      Pattern.compile(
          "(reactive-streams|eventstream|jackson-[a-z]+|slf4j-api|aws-lambda-java-core)-[0-9].*");

  private Bare() {}

  /** A folder with it, unpacked. */
  static Path folder() throws IOException {
    Path folder = Path.of("target", "bare").toAbsolutePath();
    Path lib = Files.createDirectories(folder.resolve("lib"));
    List<Path> jars;
    try (Stream<Path> all = Files.list(Unpacked.of(FunctionRole.INGEST).resolve("lib"))) {
      jars = all.toList();
    }
    String version =
        jars.stream()
            .map(jar -> SDK.matcher(name(jar)))
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .findFirst()
            .orElseThrow();
    for (Path jar : jars) {
      boolean sdk = name(jar).endsWith(version) && !name(jar).startsWith("kms");
      if (sdk || OTHERS.matcher(name(jar)).matches()) {
        Files.copy(jar, lib.resolve(name(jar)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String name = BareIngest.class.getSimpleName() + ".class";
    Path handler = Files.createDirectories(folder.resolve("io/tocsin/packaged")).resolve(name);
    Path compiled = Path.of("target/test-classes/io/tocsin/packaged").resolve(name);
    Files.copy(compiled, handler, StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }

  private static String name(Path jar) {
    return String.valueOf(jar.getFileName());
  }
}
