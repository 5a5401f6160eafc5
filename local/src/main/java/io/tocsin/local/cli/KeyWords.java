package io.tocsin.local.cli;

import io.tocsin.config.Durations;
import io.tocsin.keys.AddressRange;
import io.tocsin.keys.Scope;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How what is said of keys on the command line is read. */
final class KeyWords {
  private KeyWords() {}

  /** A scope by its name. */
  static final class OfScope implements ITypeConverter<Scope> {
    @Override
    public Scope convert(String text) {
      try {
        return Scope.named(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(text + ": " + e.getMessage());
      }
    }
  }

  /** A range of addresses. */
  static final class OfRange implements ITypeConverter<AddressRange> {
    @Override
    public AddressRange convert(String text) {
      try {
        return AddressRange.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** A time such as 24h. */
  static final class OfTime implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Durations.parse(text)
          .orElseThrow(
              () -> new TypeConversionException("'" + text + "' is not a time such as 24h or 7d"));
    }
  }
}
