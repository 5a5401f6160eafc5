package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** A stack whose functions run in a VPC. */
class NetworkStackTest {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String POLICY = "AWS::IAM::Policy";

  /** Those of AWS's policy AWSLambdaVPCAccessExecutionRole, without the logs. */
  private static final Set<String> NEEDED =
      Set.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:UnassignPrivateIpAddresses");

  private static Template inside = new Template(Map.of());
  private static Template outside = new Template(Map.of());

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (Template.nodeIsThere()) {
      outside = Template.of(folder, NetworkStackTest::much);
      inside = inVpc(folder, Set.of("sg-0a1b2c3d"));
    }
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  private static TocsinProps.Builder much(TocsinProps.Builder props) {
    return props
        .settings(
            Map.of(
                "DISCORD_PUBLIC_KEY", "not looked at",
                "TOCSIN_MEETING_ATTENDEES", "ann@example.org"))
        .archived(true)
        .kmsKey(TocsinProps.NEW_KMS_KEY);
  }

  private static Template inVpc(Path folder, Set<String> groups) throws IOException {
    Files.createDirectories(folder.resolve("vpc"));
    App app = Template.app(folder.resolve("vpc"));
    Stack other = new Stack(app, "Network");
    Network network = Network.named(other, "vpc-0a1b2c3d", Set.of("subnet-0a1b2c3d"), groups);
    UnaryOperator<TocsinProps.Builder> choice =
        props -> much(props).functions(FunctionOptions.NONE.in(network));
    Template.stack(app, folder, choice);
    return new Template((Map<?, ?>) app.synth().getStackByName("Tocsin").getTemplate());
  }

  @Test
  void everyFunctionIsInItAndMayDoForThatWhatLambdaNeedsAndNoMore() {
    assertEquals(8, inside.all(FUNCTION).size());
    for (Resource function : inside.all(FUNCTION)) {
      assertEquals(
          Map.of(
              "SecurityGroupIds", List.of("sg-0a1b2c3d"), "SubnetIds", List.of("subnet-0a1b2c3d")),
          function.at("VpcConfig"),
          function.id());
      Set<String> allowed =
          inside.all(POLICY).stream()
              .filter(policy -> roles(policy).contains(Template.target(function.at("Role"))))
              .flatMap(policy -> statements(policy).stream())
              .filter(NetworkStackTest::forTheNetwork)
              .flatMap(right -> Template.list(Template.at(right, "Action")).stream())
              .map(String::valueOf)
              .collect(Collectors.toSet());
      assertEquals(NEEDED, allowed, function.id());
    }
    for (Resource role : inside.all("AWS::IAM::Role")) {
      assertEquals("", role.at("ManagedPolicyArns"), role.id() + " takes no policy of AWS's");
    }
  }

  @Test
  void nothingElseIsOtherwise() {
    assertEquals(plain(outside), plain(inside));
  }

  @Test
  void withoutAGroupOfOnesOwnEachFunctionGetsOneThatLetsEverythingOutAndNothingIn(
      @TempDir Path folder) throws IOException {
    Template template = inVpc(folder, Set.of());
    List<Resource> groups = template.all("AWS::EC2::SecurityGroup");
    assertEquals(8, groups.size());
    for (Resource group : groups) {
      assertEquals("vpc-0a1b2c3d", group.at("VpcId"));
      assertEquals("", group.at("SecurityGroupIngress"));
      assertEquals(
          "0.0.0.0/0",
          Template.at(Template.list(group.at("SecurityGroupEgress")).get(0), "CidrIp"));
    }
  }

  /** All but what a VPC is about, and the names of versions, which say that a function changed. */
  private static Map<String, String> plain(Template of) {
    Map<String, String> plain = new TreeMap<>();
    of.resources()
        .forEach(each -> plain.put(shortly(each.id()), shortly(without(each).toString())));
    return plain;
  }

  private static String shortly(String text) {
    return text.replaceAll("CurrentVersion[0-9A-F]{8}[0-9a-f]{32}", "CurrentVersion");
  }

  private static Map<Object, Object> without(Resource resource) {
    Map<Object, Object> rest = new TreeMap<>(resource.properties());
    rest.remove("VpcConfig");
    if (resource.type().equals(POLICY)) {
      List<Object> others = statements(resource);
      others.removeIf(NetworkStackTest::forTheNetwork);
      rest.put("PolicyDocument", others);
    }
    return rest;
  }

  private static boolean forTheNetwork(Object statement) {
    return Template.list(Template.at(statement, "Action")).toString().contains("ec2:");
  }

  private static List<Object> statements(Resource policy) {
    return Template.list(policy.at("PolicyDocument", "Statement"));
  }

  private static Set<String> roles(Resource policy) {
    return Template.list(policy.at("Roles")).stream()
        .map(Template::target)
        .collect(Collectors.toSet());
  }
}
