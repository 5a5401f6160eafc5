package io.tocsin.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.ec2.SubnetAttributes;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/**
 * Where in a VPC functions run. From there they must reach SQS and DynamoDB, by endpoints or a NAT
 * gateway, and the services that are told, which takes a NAT gateway: none of that is made here.
 *
 * @param groups the functions' security groups; if empty, one is made for each function that lets
 *     everything out
 */
public record Network(IVpc vpc, SubnetSelection subnets, List<ISecurityGroup> groups) {
  /** The CDK wants to be told one, and looks at it where it makes subnets itself. */
  private static final String ANY_ZONE = "any";

  public Network {
    groups = List.copyOf(groups);
  }

  /**
   * One that is known by its ids alone.
   *
   * @param scope what they are looked up in: a stack
   * @param vpc such as {@code vpc-0a1b2c3d}
   * @param subnets such as {@code subnet-0a1b2c3d}; one at least
   * @param groups such as {@code sg-0a1b2c3d}, whose rules stay as they are
   */
  public static Network named(
      Construct scope, String vpc, Set<String> subnets, Set<String> groups) {
    checkVpc(vpc);
    List<ISubnet> in = new ArrayList<>();
    subnets.stream().sorted().forEach(id -> in.add(subnet(scope, id)));
    if (in.isEmpty()) {
      throw new IllegalArgumentException("a VPC wants a subnet at least, to run functions in");
    }
    List<ISecurityGroup> with = new ArrayList<>();
    groups.stream().sorted().forEach(id -> with.add(group(scope, id)));
    return new Network(
        Vpc.fromVpcAttributes(
            scope,
            "vpc",
            VpcAttributes.builder().vpcId(vpc).availabilityZones(List.of(ANY_ZONE)).build()),
        SubnetSelection.builder().subnets(in).build(),
        with);
  }

  private static ISubnet subnet(Construct scope, String id) {
    checkSubnet(id);
    return Subnet.fromSubnetAttributes(
        scope, id, SubnetAttributes.builder().subnetId(id).availabilityZone(ANY_ZONE).build());
  }

  private static ISecurityGroup group(Construct scope, String id) {
    checkGroup(id);
    return SecurityGroup.fromSecurityGroupId(
        scope, id, id, SecurityGroupImportOptions.builder().mutable(false).build());
  }

  static void checkVpc(String id) {
    Names.check(id, "vpc-[0-9a-f]{8,17}", "a VPC's id such as vpc-0a1b2c3d");
  }

  static void checkSubnet(String id) {
    Names.check(id, "subnet-[0-9a-f]{8,17}", "a subnet's id such as subnet-0a1b2c3d");
  }

  static void checkGroup(String id) {
    Names.check(id, "sg-[0-9a-f]{8,17}", "a security group's id such as sg-0a1b2c3d");
  }
}
