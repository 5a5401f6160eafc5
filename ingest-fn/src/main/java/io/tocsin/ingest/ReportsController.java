package io.tocsin.ingest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.tocsin.ingest.api.Polled;
import io.tocsin.ingest.api.Read;
import io.tocsin.ingest.api.Reported;
import io.tocsin.report.Report;
import io.tocsin.report.Reports;
import java.time.Clock;

/** Answers what became of everything, in numbers. */
@Controller
final class ReportsController {
  private final Gatekeeper gatekeeper;
  private final Reports reports;
  private final Clock clock;

  ReportsController(Gatekeeper gatekeeper, Reports reports, Clock clock) {
    this.gatekeeper = gatekeeper;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Reports what became of deliveries, alerts and meetings.
   *
   * <p>Of whole hours of UTC: those that {@code from} and {@code to} lie in are reported whole. Of
   * the last seven days when nothing is said, and of 400 days at most. It is about everybody's
   * alerts; services, and targets that are a person's, are named to who may administer alone.
   */
  @Read
  @Polled
  @Reported
  @Operation(operationId = "reportDeliveries", tags = "History")
  @ApiResponse(
      responseCode = "200",
      description = "The report",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(ref = "Report")),
        @Content(mediaType = "text/csv", schema = @Schema(ref = "Text"))
      })
  @Get(uri = "/api/v1/reports/deliveries")
  HttpResponse<String> deliveries(HttpRequest<?> request) {
    Incoming incoming = Incoming.of(request);
    boolean all = gatekeeper.admitReader(incoming).seesAll();
    Asking asking = Asking.forReport(request);
    boolean csv = asking.csv();
    Report whole = reports.report(asking.period(clock.instant()));
    Report report = all ? whole : whole.withoutNames();
    Answer answer =
        csv
            ? Answer.text("text/csv; charset=utf-8; header=present", ReportCsv.of(report))
                .with("Content-Disposition", "attachment; filename=\"tocsin-report.csv\"")
                .with("X-Content-Type-Options", "nosniff")
            : Answer.ok(ReportJson.of(report));
    return answer.unlessKnown(incoming).toHttp();
  }
}
