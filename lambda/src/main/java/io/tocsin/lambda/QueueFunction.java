package io.tocsin.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** An entry behind a queue; only the messages in its answer come again. */
public abstract class QueueFunction extends MicronautRequestHandler<SQSEvent, SQSBatchResponse>
    implements RequestStreamHandler {

  /** As Lambda makes it: everything it needs is found in the environment. */
  protected QueueFunction() {}

  /** On a context that is already there and started. */
  protected QueueFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected final ApplicationContextBuilder newApplicationContextBuilder() {
    return Contexts.onLambda();
  }

  /** What Lambda's runtime calls, since it prefers it. */
  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Events.write(output, handleRequest(Events.read(input, SQSEvent.class), context));
  }
}
