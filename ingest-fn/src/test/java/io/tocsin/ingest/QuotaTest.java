package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MemoryMaps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private static final String PATH = "/api/v1/alert";

  private static Call call(Scene scene, int number) {
    return scene.signed(
        PATH, "{\"service\":\"s\",\"priority\":\"P3\",\"title\":\"number " + number + "\"}");
  }

  /** How many of the calls in a row are accepted before the first 429. */
  private static int acceptedOf(Scene scene, int calls) {
    Gateway gateway = scene.gateway();
    for (int i = 0; i < calls; i++) {
      int status = gateway.send(call(scene, i)).status();
      if (status == 429) {
        return i;
      }
      assertEquals(200, status);
    }
    return calls;
  }

  @Test
  void aKeysQuotaIsUsedToTheLastAndNotOverstepped() {
    try (Scene scene = new Scene(Map.of("TOCSIN_KEY_QUOTA", "25"))) {
      assertEquals(25, acceptedOf(scene, 50));
    }
  }

  @Test
  void anAddressesQuotaIsUsedToTheLastAndNotOverstepped() {
    try (Scene scene = new Scene(Map.of("TOCSIN_ADDRESS_QUOTA", "7"))) {
      assertEquals(7, acceptedOf(scene, 50));
      Call elsewhere = call(scene, 1).from("203.0.113.9");
      assertEquals(200, scene.gateway().send(elsewhere).status());
    }
  }

  @Test
  void aKeysOwnQuotaOverrulesTheDefault() {
    try (Scene scene = new Scene(Map.of("TOCSIN_KEY_QUOTA", "1"))) {
      ApiKey key = ApiKey.of("cm_big", "team", Secret.of("s"), Set.of(Scope.ALERT));
      scene.keys.create(key.quota(Optional.of(3)));
      Gateway gateway = scene.gateway();
      byte[] body = call(scene, 1).body();
      Call call = Call.signed(PATH, body, "cm_big", "s", scene.clock.seconds());
      for (int i = 0; i < 3; i++) {
        assertEquals(200, gateway.send(call).status());
      }
      assertEquals(429, gateway.send(call).status());
    }
  }

  @Test
  void who429IsToldWhenToComeBackAndThenGetsThrough() {
    try (Scene scene = new Scene(Map.of("TOCSIN_KEY_QUOTA", "1"))) {
      Gateway gateway = scene.gateway();
      assertEquals(200, gateway.send(call(scene, 1)).status());
      Reply reply = gateway.send(call(scene, 2));
      assertEquals(429, reply.status());
      assertEquals("application/problem+json", reply.header("Content-Type"));
      int seconds = Integer.parseInt(reply.header("Retry-After"));
      assertEquals(seconds, reply.json().path("retry_after").intValue());
      assertTrue(reply.json().path("message").asText().contains(seconds + " s"));
      scene.clock.move(Duration.ofSeconds(seconds));
      assertEquals(200, gateway.send(call(scene, 2)).status());
    }
  }

  @Test
  void refusedRequestsCostTheirKeyNothing() {
    try (Scene scene = new Scene(Map.of("TOCSIN_KEY_QUOTA", "1"))) {
      Gateway gateway = scene.gateway();
      for (int i = 0; i < 20; i++) {
        assertEquals(401, gateway.send(unsigned(scene, i)).status());
      }
      assertEquals(200, gateway.send(call(scene, 1)).status());
    }
  }

  @Test
  void whoGuessesIsRefusedByItsAddressAndCausesNoWrites() {
    try (Scene scene = new Scene(Map.of("TOCSIN_ADDRESS_QUOTA", "20"))) {
      Gateway gateway = scene.gateway();
      int unauthorized = 0;
      while (gateway.send(unsigned(scene, unauthorized)).status() == 401) {
        unauthorized++;
      }
      // The quota, and the tenth of it that every function lets through for nothing.
      assertEquals(22, unauthorized);
      Call unknown = unsigned(scene, 1).replacing("X-API-Key", "cm_guess");
      assertEquals(429, gateway.send(unknown).status());
      assertEquals(401, gateway.send(unknown.from("203.0.113.9")).status());
      assertEquals(200, gateway.send(call(scene, 1).from("203.0.113.9")).status());
    }
  }

  @Test
  void anIpv6SiteHasOneQuotaHoweverManyAddressesItUses() {
    try (Scene scene = new Scene(Map.of("TOCSIN_ADDRESS_QUOTA", "5"))) {
      Gateway gateway = scene.gateway();
      for (int i = 0; i < 5; i++) {
        assertEquals(200, gateway.send(call(scene, i).from("2001:db8:1:2::" + i)).status());
      }
      assertEquals(429, gateway.send(call(scene, 6).from("2001:db8:1:2:ffff::1")).status());
      assertEquals(200, gateway.send(call(scene, 7).from("2001:db8:1:3::1")).status());
    }
  }

  private static Call unsigned(Scene scene, int number) {
    return call(scene, number).replacing("X-Signature", "0".repeat(64));
  }

  @Test
  void severalFunctionsTogetherDoNotOverstepAQuota() {
    Quotas shared = new MapQuotas(new MemoryMaps());
    Scene.MovingClock clock = new Scene.MovingClock();
    List<QuotaMeter> meters =
        List.of(
            new QuotaMeter(shared, clock),
            new QuotaMeter(shared, clock),
            new QuotaMeter(shared, clock));
    int taken = 0;
    for (int i = 0; i < 300; i++) {
      if (meters.get(i % 3).take("key#cm", 100).isEmpty()) {
        taken++;
      }
    }
    assertEquals(100, taken);
  }

  @Test
  void mostRequestsLeaseNothing() {
    CountingQuotas counting = new CountingQuotas();
    Scene.MovingClock clock = new Scene.MovingClock();
    QuotaMeter meter = new QuotaMeter(counting, clock);
    for (int i = 0; i < 1000; i++) {
      meter.take("key#cm", 100);
    }
    // Blocks that grow to ten, and one refusal that is remembered.
    assertEquals(23, counting.leases);
    // Tokens left over lapse with their minute.
    clock.move(Duration.ofMinutes(2));
    meter.take("key#cm", 100);
    clock.move(Duration.ofMinutes(1));
    meter.take("key#cm", 100);
    assertEquals(25, counting.leases);
  }

  private static final class CountingQuotas implements Quotas {
    private final Quotas quotas = new MapQuotas(new MemoryMaps());
    private int leases = 0;

    @Override
    public Lease lease(String subject, int perMinute, int wanted, Instant now) {
      leases++;
      return quotas.lease(subject, perMinute, wanted, now);
    }
  }
}
