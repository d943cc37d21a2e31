package org.wardgate.mud.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.wardgate.mud.testing.MudJson.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.report.Finding;
import org.wardgate.mud.report.Severity;
import org.wardgate.mud.testing.MudJson;

class OrderCheckTest {
  private static final List<Object> NULLS = List.of(MudJson.NULL);

  @Test
  void findsEntriesThatNeverDecide() {
    List<Finding> findings =
        of(
            accept("wide", network("10.0.0.0/8")),
            accept("narrow", network("10.1.0.0/16"), "tcp", port(443)),
            drop("late", network("10.2.0.0/16")),
            accept("other", network("11.0.0.0/8")));
    assertThat(findings)
        .extracting(Finding::errorCode, Finding::severity, Finding::what)
        .containsExactly(
            tuple(MudErrors.UNREACHABLE, Severity.WARNING, "fr/narrow: fr/wide decides"),
            tuple(MudErrors.UNREACHABLE, Severity.WARNING, "fr/late: fr/wide decides"));
  }

  @Test
  void findsEntriesOfOppositeOutcomeAboutTheSamePackets() {
    List<Finding> findings =
        of(
            drop("except", network("10.1.0.0/16")),
            accept("general", network("10.0.0.0/8"), "tcp", port(443)),
            accept("apart", network("192.0.2.0/24")));
    assertThat(findings)
        .extracting(Finding::errorCode, Finding::severity, Finding::what)
        .containsExactly(tuple(MudErrors.CONFLICT, Severity.NOTE, "fr/general and fr/except"));
  }

  @Test
  void anythingThatDiffersKeepsEntriesApart() {
    assertThat(
            codes(
                drop("p", network("10.0.0.0/8"), "tcp", port(80)),
                accept("q", network("10.0.0.0/8"), "tcp", port(81)),
                accept("u", network("10.0.0.0/8"), "udp", port(80)),
                drop("i", network("10.0.0.0/8"), "icmp", map("type", 8)),
                accept("j", network("10.0.0.0/8"), "icmp", map("type", 0)),
                drop("n", "ipv4", map("protocol", 47)),
                accept("m", "ipv4", map("protocol", 50, "destination-ipv4-network", "10.0.0.0/8")),
                drop("x", name("a.example")),
                accept("y", name("b.example"), "udp", port(9))))
        .isEmpty();
  }

  @Test
  void groupsCoverAndMeetOnlyThemselves() {
    Map<String, Object> local = map("ietf-mud:mud", map("local-networks", NULLS));
    Map<String, Object> both =
        map("ietf-mud:mud", map("local-networks", NULLS, "my-controller", NULLS));
    assertThat(
            codes(
                MudJson.ace("a", "accept", local),
                MudJson.ace("b", "accept", both),
                MudJson.ace("c", "drop", local)))
        .containsExactly(MudErrors.UNREACHABLE, MudErrors.UNREACHABLE, MudErrors.WAITS_FOR_MAPPING);
    assertThat(codes(MudJson.ace("b", "drop", both), MudJson.ace("a", "accept", local)))
        .doesNotContain(MudErrors.UNREACHABLE, MudErrors.CONFLICT);
  }

  @Test
  void whatOnlySeveralEntriesTogetherCoverIsNotReported() {
    assertThat(
            codes(
                accept("low", network("10.0.0.0/8"), "tcp", range(0, 99)),
                accept("high", network("10.0.0.0/8"), "tcp", range(100, 200)),
                accept("mid", network("10.0.0.0/8"), "tcp", range(90, 110))))
        .isEmpty();
  }

  @Test
  void stopsComparingAtItsLimitAndSaysSo() {
    List<Object> aces = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      aces.add(accept("a" + i, network("10.0.0.0/8"), "tcp", port(i)));
    }
    aces.add(accept("b", network("10.0.0.0/8"), "tcp", port(5)));
    List<Finding> findings =
        Analysis.of(MudJson.bytes(MudJson.file("ipv4-acl-type", aces, List.of()))).findings().all();
    assertThat(findings)
        .extracting(Finding::what)
        .containsExactly("entries from here on were not compared");
  }

  private static List<ErrorCode> codes(Object... aces) {
    return of(aces).stream().map(Finding::errorCode).toList();
  }

  private static List<Finding> of(Object... aces) {
    return Analysis.of(MudJson.bytes(MudJson.fromDevice(aces))).findings().all();
  }

  private static Map<String, Object> accept(String name, Object... matches) {
    return MudJson.ace(name, "accept", map(matches));
  }

  private static Map<String, Object> accept(
      String name, Map<String, Object> matches, Object... more) {
    Map<String, Object> all = map(more);
    all.putAll(matches);
    return MudJson.ace(name, "accept", all);
  }

  private static Map<String, Object> drop(String name, Object... matches) {
    return MudJson.ace(name, "drop", map(matches));
  }

  private static Map<String, Object> drop(
      String name, Map<String, Object> matches, Object... more) {
    Map<String, Object> all = map(more);
    all.putAll(matches);
    return MudJson.ace(name, "drop", all);
  }

  private static Map<String, Object> network(String cidr) {
    return map("ipv4", map("destination-ipv4-network", cidr));
  }

  private static Map<String, Object> name(String name) {
    return map("ipv4", map("ietf-acldns:dst-dnsname", name));
  }

  private static Map<String, Object> port(int port) {
    return map("destination-port", map("port", port));
  }

  private static Map<String, Object> range(int lower, int upper) {
    return map("destination-port", map("lower-port", lower, "upper-port", upper));
  }
}
