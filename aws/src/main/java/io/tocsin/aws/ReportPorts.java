package io.tocsin.aws;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Secondary;
import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.report.Changes;
import io.tocsin.report.Counters;
import io.tocsin.report.Reports;
import jakarta.inject.Singleton;

/** The ports of the counters, as the others in {@link AwsPorts}. */
@Factory
class ReportPorts {

  @Singleton
  @Requires(missingBeans = Reports.class)
  @Secondary
  Reports reports(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.reports();
  }

  @Singleton
  @Requires(missingBeans = Changes.class)
  @Secondary
  Changes changes(DynamoStores stores) {
    return stores.changes();
  }

  @Singleton
  @Requires(missingBeans = Counters.class)
  @Secondary
  Counters counters(DynamoStores stores, AwsSettings settings) {
    settings.needHistory();
    return stores.counters();
  }
}
