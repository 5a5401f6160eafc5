package io.tocsin.infra;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the functions' packages are: the {@code -aws.zip} files that {@code ./mvnw package} leaves
 * in the modules.
 */
public record Packages(Path ingest, Path dispatch, Path scheduler) {

  /** Those of a build of the whole project. */
  public static Packages builtIn(Path root, String version) {
    return new Packages(
        built(root, "ingest-fn", version),
        built(root, "dispatch-fn", version),
        built(root, "scheduler-fn", version));
  }

  /**
   * The same, if they are all there.
   *
   * @throws IllegalStateException naming the first that is missing
   */
  public Packages checked() {
    check(ingest);
    check(dispatch);
    check(scheduler);
    return this;
  }

  private static void check(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalStateException(path + " is not there; run ./mvnw package first");
    }
  }

  private static Path built(Path root, String module, String version) {
    return root.resolve(module)
        .resolve("target")
        .resolve("tocsin-" + module + "-" + version + "-aws.zip");
  }
}
