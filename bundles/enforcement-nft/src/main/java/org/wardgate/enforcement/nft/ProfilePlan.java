package org.wardgate.enforcement.nft;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.policy.Bandwidth;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.api.policy.Remote;

/**
 * A policy sorted into sets.
 *
 * @param ipv4 its rules for IPv4
 * @param ipv6 its rules for IPv6
 * @param bandwidth how much a device may send and be sent
 */
record ProfilePlan(FamilyPlan ipv4, FamilyPlan ipv6, Optional<Bandwidth> bandwidth) {
  /** Above this a limit is none: the kernel cannot count it, and no ward's link can carry it. */
  static final long BANDWIDTH_MAX_BYTES_PER_SECOND = 1L << 32;

  FamilyPlan family(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** Families with something to allow. */
  List<FamilyPlan> open() {
    return Stream.of(ipv4, ipv6).filter(plan -> !plan.closed()).toList();
  }

  /** Groups of ward devices its rules mention, in order, without repetition. */
  List<Remote> groups() {
    return open().stream()
        .flatMap(plan -> plan.layers().stream())
        .flatMap(named -> named.layer().groups().stream())
        .distinct()
        .toList();
  }

  /** What a device may send, bytes a second; empty if that is not limited. */
  Optional<Long> sentLimit() {
    return bandwidth.map(Bandwidth::fromDeviceBytesPerSecond).filter(ProfilePlan::countable);
  }

  /** What a device may be sent, bytes a second; empty if that is not limited. */
  Optional<Long> receivedLimit() {
    return bandwidth.map(Bandwidth::toDeviceBytesPerSecond).filter(ProfilePlan::countable);
  }

  private static boolean countable(long bytesPerSecond) {
    return bytesPerSecond <= BANDWIDTH_MAX_BYTES_PER_SECOND;
  }

  /** Whether explicit denials make the order of rules matter. */
  static boolean ordered(List<Run> runs) {
    return runs.stream().anyMatch(run -> !run.accept());
  }
}
