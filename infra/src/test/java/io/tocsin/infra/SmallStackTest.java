package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack for which nothing was chosen. */
class SmallStackTest {
  @Test
  void withoutAFrontDeskAndMeetingsThereIsNothingThatPollsForThem(@TempDir Path folder)
      throws Exception {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
    Template template = Template.of(folder, UnaryOperator.identity());

    assertEquals(5, template.all("AWS::Lambda::Function").size());
    assertEquals(6, template.all("AWS::SQS::Queue").size());
    assertEquals(3, template.all("AWS::Lambda::EventSourceMapping").size());
    assertFalse(
        template.rights("tick").toString().contains("tocsinstorehistory"),
        "the tick has nothing to look for there");
  }
}
