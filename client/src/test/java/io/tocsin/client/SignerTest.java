package io.tocsin.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignerTest {

  @Test
  void theApisTestVectorHolds() {
    assertEquals(
        "8cb2c3355fca388e9ac2caec004f4d5d7045d74937ab5faad61dc11682247a9f",
        new Signer("cm_test", "test-secret").signature("1700000000", "{\"a\":1}".getBytes(UTF_8)));
  }
}
