package io.tocsin.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack with one {@link Tocsin} in it, which says where it is reached. */
public final class TocsinStack extends Stack {

  public TocsinStack(Construct scope, String id, StackProps stackProps, TocsinProps props) {
    super(scope, id, stackProps);
    Tocsin tocsin = new Tocsin(this, "tocsin", props);
    CfnOutput.Builder.create(this, "Url")
        .description("Where alerts are sent to")
        .value(tocsin.url())
        .build();
    CfnOutput.Builder.create(this, "KeysTable")
        .description("What ./tocsin keys --table wants to know")
        .value(tocsin.keys().getTableName())
        .build();
    CfnOutput.Builder.create(this, "AlertsQueue")
        .description("Where producers in the account put alerts")
        .value(tocsin.alerts().getQueueUrl())
        .build();
  }
}
