package io.tocsin.dispatch;

import static io.tocsin.dispatch.Surroundings.batch;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;

class InvocationsTest {

  /** Micronaut's own keeps a bean per invocation and scans them at each. */
  @Test
  void manyInvocationsLeaveNothingBehind() {
    try (Surroundings around = new Surroundings("http://127.0.0.1:1/hook")) {
      WakesFunction function = around.wakes();
      function.handleRequest(batch(), new TestContext());
      int before = around.context.getActiveBeanRegistrations(Object.class).size();
      for (int i = 0; i < 20_000; i++) {
        function.handleRequest(batch(), new TestContext());
      }
      assertEquals(before, around.context.getActiveBeanRegistrations(Object.class).size());
      assertEquals(0, around.context.getActiveBeanRegistrations(Context.class).size());
    }
  }
}
