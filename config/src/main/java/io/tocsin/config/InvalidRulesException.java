package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Mistake;
import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be used, with each mistake named and how to mend it. */
public final class InvalidRulesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The mistakes; transient because an exception is never sent anywhere as a Java object. */
  private final transient List<InFile> mistakes;

  /** A mistake in a file; written in the form that editors and CI systems make links of. */
  public record InFile(String file, Mistake mistake) {
    @Override
    public String toString() {
      return file
          + mistake.at().map(at -> ":" + at.line() + ":" + at.column()).orElse("")
          + ": "
          + mistake.mend();
    }
  }

  InvalidRulesException(List<InFile> mistakes) {
    super(mistakes.stream().map(InFile::toString).collect(Collectors.joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<InFile> mistakes() {
    return mistakes;
  }
}
