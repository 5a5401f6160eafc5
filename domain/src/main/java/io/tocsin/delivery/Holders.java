package io.tocsin.delivery;

/** Names those who hold lanes. */
@FunctionalInterface
public interface Holders {

  /** A name that nobody else has, or ever had. */
  String next();
}
