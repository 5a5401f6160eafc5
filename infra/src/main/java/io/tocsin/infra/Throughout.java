package io.tocsin.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/** What holds for all functions in a construct, whichever there are. */
record Throughout(Construct scope, TocsinProps props, Optional<IKey> key) {

  /** Made last, when all functions are there. */
  void hold(Queues queues, Gateway gateway) {
    List<LiveFunction> functions = LiveFunction.in(scope);
    key.ifPresent(with -> encrypt(functions, gateway, with));
    props.config().map(this::layer).ifPresent(it -> functions.forEach(each -> each.add(it)));
    props.functions().permissionsBoundary().ifPresent(this::bound);
    props.tags().forEach((name, value) -> Tags.of(scope).add(name, value));
    if (props.alarms().isPresent()) {
      new Alarms(scope, "alarms", props.alarms().get(), key).over(queues, functions);
      new Board(scope, "board").over(queues, functions, gateway.api);
    }
  }

  private void encrypt(List<LiveFunction> functions, Gateway gateway, IKey with) {
    gateway.encryptedBy(with);
    Policy use = new Encryption(scope, props).use(with);
    functions.forEach(function -> function.encryptedBy(with, use));
  }

  private LayerVersion layer(TocsinYml yml) {
    return LayerVersion.Builder.create(scope, "config")
        .description("tocsin.yml")
        .code(props.artifacts().layer(yml))
        .build();
  }

  private void bound(String policyArn) {
    PermissionsBoundary.of(scope)
        .apply(ManagedPolicy.fromManagedPolicyArn(scope, "boundary", policyArn));
  }
}
