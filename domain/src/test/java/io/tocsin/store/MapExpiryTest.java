package io.tocsin.store;

class MapExpiryTest extends ExpiryContract {
  private final Maps maps = new MemoryMaps();

  @Override
  protected Maps maps() {
    return maps;
  }
}
