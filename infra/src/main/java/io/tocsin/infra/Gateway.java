package io.tocsin.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The HTTP API: what senders and readers speak to. */
final class Gateway extends Construct {
  /** Above what any of the functions' own quotas let through; keeps floods from costing money. */
  private static final int STEADY = 200;

  private static final int BURST = 400;

  /** No header and no query is logged: keys and signatures are there. */
  private static final String ACCESS_LOG =
      "{\"id\":\"$context.requestId\",\"time\":\"$context.requestTimeEpoch\","
          + "\"address\":\"$context.identity.sourceIp\",\"route\":\"$context.routeKey\","
          + "\"status\":\"$context.status\",\"ms\":\"$context.responseLatency\","
          + "\"error\":\"$context.integrationErrorMessage\"}";

  final HttpApi api;

  Gateway(Construct scope, String id, IFunction ingest, TocsinProps props) {
    super(scope, id);
    api = HttpApi.Builder.create(this, "api").createDefaultStage(false).build();
    HttpLambdaIntegration integration = new HttpLambdaIntegration("ingest", ingest);
    for (Endpoint endpoint : Endpoint.ALL) {
      api.addRoutes(
          AddRoutesOptions.builder()
              .path(endpoint.path())
              .methods(List.of(HttpMethod.valueOf(endpoint.method())))
              .integration(integration)
              .build());
    }
    stage(props);
  }

  private void stage(TocsinProps props) {
    LogGroup log =
        LogGroup.Builder.create(this, "log")
            .retention(LiveFunction.retention(props.logsKept()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    HttpStage stage =
        HttpStage.Builder.create(this, "stage")
            .httpApi(api)
            .stageName("$default")
            .autoDeploy(true)
            .throttle(ThrottleSettings.builder().rateLimit(STEADY).burstLimit(BURST).build())
            .build();
    ((CfnStage) stage.getNode().getDefaultChild())
        .setAccessLogSettings(
            CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(log.getLogGroupArn())
                .format(ACCESS_LOG)
                .build());
  }
}
