package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.delivery.Setting;
import io.tocsin.routing.Routing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteCasesTest {
  private static final Routing ROUTING =
      routing(
          """
          version: 1
          targets:
            a: { channel: slack, url: "${env:A}" }
            b: { channel: slack, url: "${env:B}" }
          windows:
            weekend: { days: [sat-sun] }
          routes:
            - match: { labels.team: db, severity: { at_least: high }, affected_systems: API }
              to: a
              continue: true
            - { to: b, mute: weekend }
          """);

  private static Routing routing(String text) {
    return new ConfigReader(
            Map.of("slack", Set.of(Setting.secretAddress("url"))), name -> Optional.empty())
        .check(text)
        .routing()
        .orElseThrow();
  }

  private static List<String> mistakes(String text, Routing routing) {
    return assertThrows(InvalidConfigException.class, () -> RouteCases.read(text, routing))
        .mistakes()
        .stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  void casesThatHoldHaveNoDifferences() {
    List<RouteCase> cases =
        RouteCases.read(
            """
            cases:
              - name: the database is down
                at: 2026-11-20T12:00:00+01:00
                alert:
                  service: db
                  severity: critical
                  labels: { team: db }
                  affected_systems: [Users, API]
                to: [b, a]
              - alert: { severity: low }
                at: 2026-11-21T12:00:00Z
                to: []
                muted: b
            """,
            ROUTING);

    assertEquals(
        List.of("the database is down", "case 2"), cases.stream().map(RouteCase::name).toList());
    assertEquals(List.of(2, 10), cases.stream().map(RouteCase::line).toList());
    cases.forEach(one -> assertEquals(List.of(), one.differences(ROUTING), one.name()));
  }

  @Test
  void whatDiffersIsSaid() {
    RouteCase one =
        RouteCases.read(
                """
                cases:
                  - alert: { service: db }
                    at: 2026-11-21T12:00:00Z
                    to: [a, b]
                """,
                ROUTING)
            .get(0);

    assertEquals(
        List.of(
            "expected to tell a, b; it would be nobody",
            "expected to mute nobody; it would be b (muted by the window weekend)"),
        one.differences(ROUTING));
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() {
    assertEquals(
        List.of(
            "line 2, column 5: a case needs 'alert'",
            "line 2, column 9: at must be a time such as 2026-11-21T08:00:00+01:00",
            "line 3, column 9: there is no target 'c'",
            "line 4, column 5: a case for routes with windows needs 'at'",
            "line 4, column 24: severity must be one of critical, high, medium, low, info",
            "line 4, column 28: 'team' is not known in the alert; known are [affected_systems,"
                + " key, labels, message, name, service, severity, source, status, title, type]",
            "line 6, column 5: a case for routes with windows needs 'at'",
            "line 6, column 5: a case needs 'to'",
            "line 7, column 1: 'case' is not known in the file; known are [cases]"),
        mistakes(
            """
            cases:
              - at: noon
                to: c
              - alert: { severity: P1, team: db }
                to: []
              - alert: {}
            case: 1
            """,
            ROUTING));
    assertEquals(List.of("the file is empty; it needs cases"), mistakes("", ROUTING));
  }

  @Test
  void withoutWindowsNoTimeIsNeeded() {
    Routing timeless =
        routing(
            """
            version: 1
            targets:
              a: { channel: slack, url: "${env:A}" }
            routes:
              - to: a
            """);
    RouteCase one =
        RouteCases.read("cases:\n  - { alert: { service: x }, to: a }\n", timeless).get(0);
    assertEquals(List.of(), one.differences(timeless));
  }
}
