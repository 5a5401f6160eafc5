package io.tocsin.infra;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/**
 * Where in a VPC functions run. From there they must reach SQS and DynamoDB, by endpoints or a NAT
 * gateway, and the services that are told, which takes a NAT gateway: none of that is made here.
 *
 * @param groups the functions' security groups; if empty, one is made that lets everything out
 */
public record Network(IVpc vpc, SubnetSelection subnets, List<ISecurityGroup> groups) {
  public Network {
    groups = List.copyOf(groups);
  }
}
