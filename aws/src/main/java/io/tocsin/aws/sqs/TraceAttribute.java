package io.tocsin.aws.sqs;

import io.tocsin.log.LogContext;
import io.tocsin.watch.Trace;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** How the errand that a message belongs to travels with it; AWS's own goes beside it. */
public final class TraceAttribute {
  private TraceAttribute() {}

  /** The attribute for what is sent now; none where no errand is known. */
  public static Map<String, MessageAttributeValue> current() {
    return LogContext.trace()
        .map(
            trace ->
                Map.of(
                    Trace.HEADER,
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(trace.header())
                        .build()))
        .orElse(Map.of());
  }
}
