package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be said to {@code ./tocsin package}, and what it makes of it. */
class PackageCommandTest {
  private static final String CERTIFICATE =
      "arn:aws:acm:eu-central-1:123456789012:certificate/0a1b-2c";

  private static Distribution distribution(Path folder, String... options) throws IOException {
    Path code = Files.writeString(folder.resolve("code.zip"), "not looked into");
    return PackageCommand.choice(options).distribution(new Packages(code, code, code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--colour red | --colour is no option; see",
        "red | red is no option",
        "--drainers | --drainers has no value",
        "--drainers many | --drainers wants a whole number, not many",
        "--drainers 1 | drainers must be from 2 to 1000, not 1",
        "--reserved drain=5 --drainers 6 | as many reserved as there are drainers",
        "--memory drain | --memory wants NAME=VALUE, not drain",
        "--memory sink=2048 | --memory knows no function sink; there are ingest, answer, route",
        "--memory drain=64 | 512 to 10240 MiB of memory",
        "--reserved tick=0 | 1 or more invocations reserved, not 0",
        "--domain alerts.example.org | --domain and --certificate belong together",
        "--domain Alerts --certificate x | 'Alerts' is not a domain such as alerts.example.org",
        "--vpc vpc-0a1b2c3d | --vpc and --subnet belong together",
        "--vpc main --subnet subnet-0a1b2c3d | 'main' is not a VPC's id such as vpc-0a1b2c3d",
        "--vpc vpc-0a1b2c3d --subnet a | 'a' is not a subnet's id",
        "--security-group sg-0a1b2c3d | --security-group wants a --vpc",
        "--silent-for 4 | 5 minutes to 3 hours, not PT4M",
        "--history-stream history | LatestStreamArn",
        "--logs-kept long | --logs-kept wants a whole number",
      })
  void whatIsWrongIsSaidWithItsMend(String options, String said, @TempDir Path folder) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> distribution(folder, options.split(" ")));
    assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
  }

  @Test
  void whatIsChosenIsInTheTemplate(@TempDir Path folder) throws IOException {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
    String options =
        "--archive --domain alerts.example.org --certificate "
            + CERTIFICATE
            + " --drainers 12 --memory drain=2048 --reserved drain=20 --vpc vpc-0a1b2c3d"
            + " --subnet subnet-0a1b2c3e --subnet subnet-0a1b2c3d --security-group sg-0a1b2c3d"
            + " --silent-for 90 --outbox-table back-7.outbox";
    distribution(folder, options.split(" ")).write(folder);
    Template template =
        new Template(
            new ObjectMapper()
                .readValue(folder.resolve("tocsin-0.1.0.template.json").toFile(), Map.class));

    for (Resource function : template.all("AWS::Lambda::Function")) {
      assertEquals(
          Map.of(
              "SecurityGroupIds",
              List.of("sg-0a1b2c3d"),
              "SubnetIds",
              List.of("subnet-0a1b2c3d", "subnet-0a1b2c3e")),
          function.at("VpcConfig"),
          function.id());
    }
    assertEquals(List.of(), template.all("AWS::EC2::SecurityGroup"));
    Resource drain = template.byId("DrainFunction");
    assertEquals(2048, drain.at("MemorySize"));
    assertEquals(20, drain.at("ReservedConcurrentExecutions"));
    assertEquals(
        "https://alerts.example.org", drain.at("Environment", "Variables", "TOCSIN_PUBLIC_URL"));
    assertEquals("back-7.outbox", drain.at("Environment", "Variables", "TOCSIN_OUTBOX_TABLE"));
    assertEquals(CERTIFICATE, certificate(template));
    assertEquals(5400, period(template.byId("AlarmsNothingdelivered")));
    assertEquals(
        "io.tocsin.scheduler.ArchiveFunction",
        template.byId("ArchiveArchiveFunction").at("Handler"));
    assertTrue(
        template.all("AWS::Lambda::EventSourceMapping").stream()
            .anyMatch(each -> each.at("ScalingConfig", "MaximumConcurrency").equals(12)));
  }

  private static Object certificate(Template template) {
    Object configurations =
        template.only("AWS::ApiGatewayV2::DomainName").at("DomainNameConfigurations");
    return Template.at(Template.list(configurations).get(0), "CertificateArn");
  }

  private static Object period(Resource alarm) {
    return Template.at(Template.list(alarm.at("Metrics")).get(0), "Period");
  }

  @Test
  void ofWhatIsGivenTwiceTheLastCounts() {
    assertEquals(Path.of("a"), PackageCommand.choice("--out", "z", "--out", "a").folder());
    assertEquals(Path.of("dist"), PackageCommand.choice().folder());
  }
}
