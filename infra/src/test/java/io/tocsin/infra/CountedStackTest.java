package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.Template.Resource;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a stack counts what happens. */
class CountedStackTest {

  @Test
  void whatIsWrittenToTheHistoryIsToldToWhoCountsAndMayDoNothingElse(@TempDir Path folder)
      throws Exception {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
    Template template = Template.of(folder, UnaryOperator.identity());

    source(template);
    rights(template);
  }

  private static void source(Template template) {
    Resource table = template.one("AWS::DynamoDB::Table", "tocsinstorehistory");
    Resource mapping =
        template.all("AWS::Lambda::EventSourceMapping").stream()
            .filter(each -> Template.target(each.at("EventSourceArn")).equals(table.id()))
            .findFirst()
            .orElseThrow();
    assertEquals("TRIM_HORIZON", mapping.at("StartingPosition"));
    assertEquals(100, mapping.at("BatchSize"));
    assertEquals(20, mapping.at("MaximumBatchingWindowInSeconds"));
    assertEquals(true, mapping.at("BisectBatchOnFunctionError"));
    assertEquals(20, mapping.at("MaximumRetryAttempts"));
    assertEquals(List.of("ReportBatchItemFailures"), mapping.at("FunctionResponseTypes"));
    assertEquals(
        template.one("AWS::SQS::Queue", "tocsinqueueschangesfailed").id(),
        Template.target(mapping.at("DestinationConfig", "OnFailure", "Destination")));
    String filter = mapping.at("FilterCriteria", "Filters").toString();
    assertTrue(filter.contains("alert#") && filter.contains("meeting#"), filter);
    assertFalse(filter.contains("report#") || filter.contains("counted#"), filter);
  }

  private static void rights(Template template) {
    List<Object> onTable =
        template.rights("count").stream()
            .filter(right -> Template.at(right, "Action").toString().contains("dynamodb:"))
            .filter(right -> !Template.at(right, "Action").toString().contains("Stream"))
            .toList();
    assertEquals(2, onTable.size());
    for (Object right : onTable) {
      String partitions = Template.at(right, "Condition", "ForAllValues:StringLike").toString();
      assertTrue(partitions.matches(".*\\[(report|counted)#\\*].*"), partitions);
    }
  }
}
