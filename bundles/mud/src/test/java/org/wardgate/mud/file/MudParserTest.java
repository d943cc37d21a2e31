package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.testing.MudJson.accept;
import static org.wardgate.mud.testing.MudJson.acl;
import static org.wardgate.mud.testing.MudJson.fromDevice;
import static org.wardgate.mud.testing.MudJson.map;
import static org.wardgate.mud.testing.MudJson.with;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.report.Finding;
import org.wardgate.mud.report.Findings;
import org.wardgate.mud.report.Severity;
import org.wardgate.mud.testing.MudJson;

class MudParserTest {
  private final Findings findings = new Findings();

  @Test
  void readsAFileOfTheShapeOfTheStandardsExample() {
    MudFile file =
        parsed(
            fromDevice(
                accept(
                    "ipv4",
                    map("ietf-acldns:dst-dnsname", "Test.Example.com.", "protocol", 6),
                    "tcp",
                    map(
                        "ietf-mud:direction-initiated",
                        "from-device",
                        "destination-port",
                        map("operator", "eq", "port", 443)))));

    assertThat(file.mudUrl().text()).isEqualTo(MudJson.URL);
    assertThat(file.lastUpdate()).isEqualTo(Instant.parse("2024-05-06T07:08:09Z"));
    assertThat(file.cacheValidity()).isEqualTo(Duration.ofHours(24));
    assertThat(file.isSupported()).isTrue();
    assertThat(file.product().systeminfo()).contains("A pump");
    Ace ace = file.policies().fromDevice().get(0).aces().get(0);
    assertThat(ace.place()).hasToString("/ietf-access-control-list:acls/acl[0]/aces/ace[0]");
    IpMatch ip = ace.matches().ip().orElseThrow();
    assertThat(ip.dstDnsname()).contains("test.example.com");
    assertThat(ip.protocol()).isEqualTo(OptionalInt.of(6));
    assertThat(ace.matches().transport())
        .contains(
            new TransportMatch.Tcp(
                Optional.empty(),
                Optional.of(new PortMatch(PortMatch.Operator.EQ, 443, 443)),
                Optional.of(TransportMatch.Direction.FROM_DEVICE)));
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void takesTheRootFromBeforeTheStandardWithAWarning() {
    Map<String, Object> file = fromDevice(accept());
    file.put(
        "ietf-access-control-list:access-lists",
        java.util.Objects.requireNonNull(file.remove("ietf-access-control-list:acls")));

    parsed(file);
    warned(MudErrors.PRE_RFC_ROOT);
  }

  @Test
  void refusesBothRootsAtOnce() {
    Map<String, Object> file = fromDevice(accept());
    file.put("ietf-access-control-list:access-lists", map("acl", List.of()));
    refused(file, MudErrors.BAD_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "mud-version,WG-MUD-0006",
    "mud-url,WG-MUD-0006",
    "last-update,WG-MUD-0006",
    "is-supported,WG-MUD-0006"
  })
  void refusesAFileWithoutAMandatoryNode(String key, String code) {
    refused(with(fromDevice(), mud -> mud.remove(key)), code);
  }

  @ParameterizedTest
  @CsvSource({
    "mud-version,2,WG-MUD-0022",
    "mud-version,\"1\",WG-MUD-0022",
    "mud-url,\"http://mud.example.com/\",WG-MUD-0009",
    "mud-url,7,WG-MUD-0008",
    "mud-signature,\"http://mud.example.com/x.p7s\",WG-MUD-0009",
    "last-update,\"yesterday\",WG-MUD-0008",
    "last-update,\"2024-13-06T07:08:09Z\",WG-MUD-0008",
    "last-update,\"2024-05-06\",WG-MUD-0008",
    "cache-validity,0,WG-MUD-0008",
    "cache-validity,169,WG-MUD-0008",
    "cache-validity,1.5,WG-MUD-0008",
    "is-supported,\"true\",WG-MUD-0008",
    "extensions,\"x\",WG-MUD-0008",
    "from-device-policy,[],WG-MUD-0008",
    "from-device-policy,{},WG-MUD-0006",
  })
  void refusesBadValuesInTheContainer(String key, String json, String code) {
    String text = MudJson.text(with(fromDevice(), mud -> mud.put(key, "@@@")));
    MudParser.parse(MudJson.bytes(new Verbatim(text.replace("\"@@@\"", json))), findings);
    assertThat(findings.all().get(0).errorCode().code()).isEqualTo(code);
  }

  @Test
  void onlyWarnsAboutWhatIsForPeople() {
    MudFile file =
        parsed(
            with(
                fromDevice(),
                mud -> {
                  mud.put("systeminfo", "x".repeat(61));
                  mud.put("mfg-name", 7);
                  mud.put("documentation", "not a URL");
                  mud.put("vendor:colour", "red");
                  mud.put("extensions", List.of("bandwidth"));
                  mud.put("is-supported", false);
                  mud.remove("to-device-policy");
                }));

    assertThat(file.isSupported()).isFalse();
    assertThat(findings.all())
        .allMatch(finding -> finding.severity() == Severity.WARNING)
        .extracting(finding -> finding.errorCode().code())
        .contains(
            MudErrors.TEXT_TOO_LONG.code(),
            MudErrors.NODE_IGNORED.code(),
            MudErrors.NO_LONGER_SUPPORTED.code(),
            MudErrors.NO_POLICY.code(),
            MudErrors.UNUSED_ACL.code());
  }

  @Test
  void refusesAPolicyThatNamesAnUnknownList() {
    refused(
        with(fromDevice(), mud -> mud.put("from-device-policy", MudJson.policy("fr", "nowhere"))),
        MudErrors.UNKNOWN_ACL);
  }

  @Test
  void refusesTwoListsOfOneName() {
    Map<String, Object> file = fromDevice();
    file.put(
        "ietf-access-control-list:acls",
        map(
            "acl",
            List.of(
                acl("fr", "ipv4-acl-type", List.of()),
                acl("fr", "ipv4-acl-type", List.of()),
                acl("to", "ipv4-acl-type", List.of()))));
    refused(file, MudErrors.BAD_VALUE);
  }

  @Test
  void onlyWarnsAboutTwoEntriesOfOneName() {
    parsed(fromDevice(accept("tcp", map()), accept("udp", map())));
    warned(MudErrors.DUPLICATE_NAME);
  }

  @Test
  void collectsTheErrorsOfAllEntries() {
    MudParser.parse(
        MudJson.bytes(fromDevice(accept("x", 1), accept("y", 1), accept("tcp", map()))), findings);
    assertThat(findings.all())
        .filteredOn(finding -> finding.severity() == Severity.ERROR)
        .extracting(Finding::what)
        .containsExactly("x", "y");
  }

  @Test
  void refusesAHundredThousandEntriesAtOnce() {
    List<Object> aces = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      aces.add(MudJson.NULL);
    }
    refused(MudJson.file("ipv4-acl-type", aces, List.of()), MudErrors.TOO_MANY_RULES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "7",
        "null",
        "{}",
        "{\"mapping\":[]}",
        "{\"sdnmud-config\":{}}",
        "{\"ietf-access-control-list:acls\":{}}",
        "{\"mud\":{}}"
      })
  void refusesOtherKindsOfJsonWithAReason(String json) {
    MudParser.parse(MudJson.bytes(new Verbatim(json)), findings);
    assertThat(findings.all().get(0).errorCode()).isEqualTo(MudErrors.NO_MUD_CONTAINER);
    assertThat(findings.all().get(0).what()).isNotEmpty();
  }

  @Test
  void namesOfEntriesAreOnlyText() {
    String hostile = "x\"; $(reboot)\n} drop { \u202e '";
    MudFile file = parsed(fromDevice(MudJson.ace(hostile, "accept", map("tcp", map()))));
    assertThat(file.policies().fromDevice().get(0).aces().get(0).name()).isEqualTo(hostile);
  }

  private MudFile parsed(Map<String, Object> file) {
    Optional<MudFile> parsed = MudParser.parse(MudJson.bytes(file), findings);
    assertThat(findings.all()).noneMatch(finding -> finding.severity() == Severity.ERROR);
    return parsed.orElseThrow();
  }

  private void warned(ErrorCode code) {
    assertThat(findings.all())
        .extracting(Finding::severity, Finding::errorCode)
        .contains(org.assertj.core.groups.Tuple.tuple(Severity.WARNING, code));
  }

  private void refused(Map<String, Object> file, ErrorCode code) {
    refused(file, code.code());
  }

  private void refused(Map<String, Object> file, String code) {
    assertThat(MudParser.parse(MudJson.bytes(file), findings)).isEmpty();
    assertThat(findings.all().get(0).errorCode().code()).isEqualTo(code);
  }

  /** Text that is JSON already. */
  private record Verbatim(String json) {
    @Override
    public String toString() {
      return json;
    }
  }
}
