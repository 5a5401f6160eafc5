package io.tocsin.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** A stack with one {@link Tocsin} in it, which says where it is reached. */
public final class TocsinStack extends Stack {

  public TocsinStack(Construct scope, String id, StackProps stackProps, TocsinProps props) {
    super(scope, id, stackProps);
    tell(this, new Tocsin(this, "tocsin", props));
  }

  /** Has the stack say where its Tocsin is reached. */
  static void tell(Stack stack, Tocsin tocsin) {
    CfnOutput.Builder.create(stack, "Url")
        .description("Where alerts are sent to")
        .value(tocsin.url())
        .build();
    CfnOutput.Builder.create(stack, "KeysTable")
        .description("What ./tocsin keys --table wants to know")
        .value(tocsin.keys().getTableName())
        .build();
    CfnOutput.Builder.create(stack, "AlertsQueue")
        .description("Where producers in the account put alerts")
        .value(tocsin.alerts().getQueueUrl())
        .build();
    tocsin
        .domainTarget()
        .ifPresent(
            target ->
                CfnOutput.Builder.create(stack, "DomainTarget")
                    .description("What the domain's CNAME or alias record must point to")
                    .value(target)
                    .build());
  }
}
