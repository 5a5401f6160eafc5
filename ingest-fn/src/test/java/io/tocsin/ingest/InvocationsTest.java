package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.micronaut.function.aws.LambdaContextFactory;
import io.micronaut.function.aws.proxy.MockLambdaContext;
import io.tocsin.lambda.LatestContext;
import org.junit.jupiter.api.Test;

class InvocationsTest {

  @Test
  void twentyThousandInvocationsLeaveNothingBehind() {
    try (Scene scene = new Scene()) {
      Gateway gateway = scene.gateway();
      gateway.send(Call.get("/health"));
      int before = scene.context.getActiveBeanRegistrations(Object.class).size();
      for (int i = 0; i < 20_000; i++) {
        assertEquals(200, gateway.send(Call.get("/health")).status());
      }
      assertEquals(before, scene.context.getActiveBeanRegistrations(Object.class).size());
      assertTrue(scene.context.getActiveBeanRegistrations(Context.class).isEmpty());
      assertTrue(scene.context.getActiveBeanRegistrations(LambdaLogger.class).isEmpty());
    }
  }

  @Test
  void onlyTheLatestContextIsKept() {
    try (Scene scene = new Scene()) {
      LambdaContextFactory factory = scene.context.getBean(LambdaContextFactory.class);
      Context latest = new MockLambdaContext();
      factory.registerSingletons(new MockLambdaContext());
      factory.registerSingletons(latest);
      assertEquals(latest, ((LatestContext) factory).latest().orElseThrow());
    }
  }
}
