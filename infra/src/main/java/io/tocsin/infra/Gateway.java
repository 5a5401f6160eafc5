package io.tocsin.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.ApiMapping;
import software.amazon.awscdk.services.apigatewayv2.CfnStage;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.kms.IKey;
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

  /** What is asked of whom, with which result. */
  private final LogGroup log;

  /** Where a domain of one's own must point to. */
  final Optional<String> target;

  private final HttpStage stage;

  Gateway(Construct scope, String id, IFunction ingest, TocsinProps props) {
    super(scope, id);
    api = HttpApi.Builder.create(this, "api").createDefaultStage(false).build();
    HttpLambdaIntegration integration =
        HttpLambdaIntegration.Builder.create("ingest", ingest)
            // One permission for all paths; what is no endpoint never gets as far.
            .scopePermissionToRoute(false)
            .build();
    for (Endpoint endpoint : Endpoint.ALL) {
      api.addRoutes(
          AddRoutesOptions.builder()
              .path(endpoint.path())
              .methods(List.of(HttpMethod.valueOf(endpoint.method())))
              .integration(integration)
              .build());
    }
    log =
        LogGroup.Builder.create(this, "log")
            .retention(LiveFunction.retention(props.logsKept()))
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    stage = stage();
    target = props.domain().map(this::domain);
  }

  private HttpStage stage() {
    HttpStage made =
        HttpStage.Builder.create(this, "stage")
            .httpApi(api)
            .stageName("$default")
            .autoDeploy(true)
            .throttle(ThrottleSettings.builder().rateLimit(STEADY).burstLimit(BURST).build())
            .build();
    ((CfnStage) made.getNode().getDefaultChild())
        .setAccessLogSettings(
            CfnStage.AccessLogSettingsProperty.builder()
                .destinationArn(log.getLogGroupArn())
                .format(ACCESS_LOG)
                .build());
    return made;
  }

  void encryptedBy(IKey key) {
    LiveFunction.encrypt(log, key);
  }

  /** The address that the domain is to point to. */
  private String domain(CustomDomain own) {
    DomainName name =
        DomainName.Builder.create(this, "domain")
            .domainName(own.name())
            .certificate(Certificate.fromCertificateArn(this, "certificate", own.certificateArn()))
            .build();
    ApiMapping.Builder.create(this, "mapping").api(api).domainName(name).stage(stage).build();
    return name.getRegionalDomainName();
  }
}
