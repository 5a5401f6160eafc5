package io.tocsin.infra;

import java.util.Map;
import java.util.Optional;

/**
 * What can be chosen about functions and their roles.
 *
 * @param memoryMiB where it is not to be {@link FunctionRole}'s, 512 to 10,240
 * @param reserved of the account's concurrent invocations, how many are for this function and its
 *     most; 1 at least
 * @param network the VPC they run in; without one, they reach the internet and nothing private
 * @param permissionsBoundary the ARN of a policy that no role goes beyond
 * @param rolePath the path of the roles, such as {@code /tocsin/}
 */
public record FunctionOptions(
    Map<FunctionRole, Integer> memoryMiB,
    Map<FunctionRole, Integer> reserved,
    Optional<Network> network,
    Optional<String> permissionsBoundary,
    Optional<String> rolePath) {
  private static final int LEAST_MEMORY = 512;
  private static final int MOST_MEMORY = 10_240;

  /** The fewest that an event source mapping can be told. */
  private static final int FEWEST_DRAINERS = 2;

  private static final int MOST_DRAINERS = 1000;

  /** As they are without any choice. */
  public static final FunctionOptions NONE =
      new FunctionOptions(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  public FunctionOptions {
    memoryMiB = Map.copyOf(memoryMiB);
    reserved = Map.copyOf(reserved);
    memoryMiB.forEach(
        (role, value) -> check(value >= LEAST_MEMORY && value <= MOST_MEMORY, role, value));
    reserved.forEach((role, value) -> check(value >= 1, role, value));
    permissionsBoundary.ifPresent(
        arn ->
            Names.check(
                arn, "arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[\\w+=,.@/-]+", "a policy's ARN"));
    rolePath.ifPresent(
        path -> Names.check(path, "/([\\w+=,.@-]+/)*", "a path of roles such as /tocsin/"));
  }

  private static void check(boolean right, FunctionRole role, int value) {
    if (!right) {
      throw new IllegalArgumentException(
          role.id()
              + " can have "
              + LEAST_MEMORY
              + " to "
              + MOST_MEMORY
              + " MiB of memory, and 1 or more invocations reserved, not "
              + value);
    }
  }

  /** That so many lanes can be drained at a time. */
  void checkDrainers(int drainers) {
    if (drainers < FEWEST_DRAINERS || drainers > MOST_DRAINERS) {
      throw new IllegalArgumentException(
          "drainers must be from "
              + FEWEST_DRAINERS
              + " to "
              + MOST_DRAINERS
              + ", not "
              + drainers);
    }
    if (reserved.getOrDefault(FunctionRole.DRAIN, drainers) < drainers) {
      throw new IllegalArgumentException(
          "of the function drain, there must be as many reserved as there are drainers, or wakes"
              + " are throttled until they are dead letters");
    }
  }

  int memoryOf(FunctionRole role) {
    return memoryMiB.getOrDefault(role, role.memoryMiB());
  }

  public FunctionOptions withMemory(FunctionRole role, int value) {
    return new FunctionOptions(
        Names.with(memoryMiB, role, value), reserved, network, permissionsBoundary, rolePath);
  }

  public FunctionOptions withReserved(FunctionRole role, int value) {
    return new FunctionOptions(
        memoryMiB, Names.with(reserved, role, value), network, permissionsBoundary, rolePath);
  }

  public FunctionOptions in(Network value) {
    return new FunctionOptions(
        memoryMiB, reserved, Optional.of(value), permissionsBoundary, rolePath);
  }

  public FunctionOptions within(String boundaryArn) {
    return new FunctionOptions(memoryMiB, reserved, network, Optional.of(boundaryArn), rolePath);
  }

  public FunctionOptions under(String path) {
    return new FunctionOptions(
        memoryMiB, reserved, network, permissionsBoundary, Optional.of(path));
  }
}
