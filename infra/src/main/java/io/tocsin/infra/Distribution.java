package io.tocsin.infra;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.constructs.Construct;

/**
 * All that one needs to deploy a release: the template, what its functions are made of, and the
 * sums of both. The same from the same, to the byte.
 *
 * @param choice the rest of what can be chosen, for a stack that is made
 */
public record Distribution(
    Packages packages,
    String version,
    Map<String, String> settings,
    Set<String> secrets,
    Optional<TocsinYml> config,
    Function<Construct, TocsinProps.Builder> choice) {
  /** What CloudFormation takes without a bucket for the template, in bytes. */
  public static final int LARGEST_TEMPLATE = 51_200;

  /** The file with the sums, as {@code sha256sum --check} reads it. */
  public static final String SUMS = "SHA256SUMS";

  /**
   * Writes the files into a folder, in place of an earlier release's.
   *
   * @return their names
   */
  public List<String> write(Path folder) throws IOException {
    Release release = new Release(version);
    Map<String, byte[]> files = new TreeMap<>();
    for (Path zip : List.of(packages.ingest(), packages.dispatch(), packages.scheduler())) {
      files.put(release.name(zip), Files.readAllBytes(zip));
    }
    if (config.isPresent()) {
      ByteArrayOutputStream layer = new ByteArrayOutputStream();
      config.get().pack(layer);
      files.put(release.name(config.get()), layer.toByteArray());
    }
    files.put(release.template(), template());
    files.put(SUMS, sums(files).getBytes(StandardCharsets.UTF_8));
    Files.createDirectories(folder);
    clear(folder);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return List.copyOf(files.keySet());
  }

  /** The template alone, as it is written. */
  public byte[] template() throws IOException {
    Path work = Files.createTempDirectory("tocsin-template");
    try {
      App app =
          new App(
              AppProps.builder()
                  .outdir(work.toString())
                  .analyticsReporting(false)
                  .context(
                      Map.of(
                          "aws:cdk:disable-path-metadata", true,
                          "@aws-cdk/aws-iam:minimizePolicies", true))
                  .build());
      new PortableStack(app, "Tocsin", new Release(version), this::chosen, settings, secrets);
      app.synth();
      return CompactTemplate.of(Files.readAllBytes(work.resolve("Tocsin.template.json")));
    } finally {
      delete(work);
    }
  }

  private TocsinProps.Builder chosen(Construct stack) {
    TocsinProps.Builder props = choice.apply(stack);
    return config.map(props::config).orElse(props);
  }

  private static String sums(Map<String, byte[]> files) {
    StringBuilder sums = new StringBuilder();
    files.forEach(
        (name, content) ->
            sums.append(Release.sum(content)).append("  ").append(name).append('\n'));
    return sums.toString();
  }

  /** Takes away what an earlier release left, and nothing else. */
  private static void clear(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.equals(SUMS) || name.matches("tocsin-.*\\.(zip|template\\.json)")) {
          Files.delete(file);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }
}
