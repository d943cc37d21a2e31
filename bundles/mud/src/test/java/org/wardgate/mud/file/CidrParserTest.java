package org.wardgate.mud.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.policy.FlowRule.Family;
import org.wardgate.mud.json.Json;
import org.wardgate.mud.json.Node;
import org.wardgate.mud.json.Refusal;
import org.wardgate.mud.report.Findings;

class CidrParserTest {
  @ParameterizedTest
  @CsvSource({
    "IPV4,10.0.0.0/8,10.0.0.0/8,0",
    "IPV4,10.1.2.3/8,10.0.0.0/8,1",
    "IPV4,10.1.2.3,10.1.2.3/32,1",
    "IPV4,255.255.255.255/1,128.0.0.0/1,1",
    "IPV4,1.2.3.4/0,0.0.0.0/0,1",
    "IPV6,2001:db8::/32,2001:db8::/32,0",
    "IPV6,2001:DB8:0:0:0:0:0:1/128,2001:db8::1/128,0",
    "IPV6,2001:db8:0:1:1:1:1:1/128,2001:db8:0:1:1:1:1:1/128,0",
    "IPV6,1:0:0:2:0:0:0:3/128,1:0:0:2::3/128,0",
    "IPV6,::/0,::/0,0",
    "IPV6,::1,::1/128,1",
    "IPV6,ff02::fb/16,ff02::/16,1",
    "IPV6,fe80::ffff/121,fe80::ff80/121,1",
  })
  void readsAndNormalises(Family family, String text, String canonical, int notes) throws Refusal {
    Findings findings = new Findings();

    assertThat(CidrParser.parse(node(text), family, findings)).hasToString(canonical);
    assertThat(findings.all()).hasSize(notes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0/8",
        "10.0.0.0.0/8",
        "10.0.0.256/8",
        "010.0.0.1/32",
        "0x0a.0.0.1/32",
        "1e1.0.0.0/8",
        "10.0.0.0 /8",
        "10.0.0.0/8 ",
        "10.0.0.0/255.0.0.0",
        "localhost/32",
        "2001:db8::/32",
        "::/0",
        "10.0.0.0/99999999999"
      })
  void refusesWhatIsNoIpv4Prefix(String text) {
    refused(Family.IPV4, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "::/129", "10.0.0.0/8", "::ffff:10.0.0.1/128", "::ffff:0a00:1/128",
            "0:0:0:0:0:ffff:1:2/128",
        "fe80::1%eth0/128", "1::2::3/64", "12345::/16", ":/0", "[::1]/128", "example.com/64",
        "example.com:80/64", "g::/16", "1:2:3:4:5:6:7/64", "1:2:3:4:5:6:7:8:9/64"
      })
  void refusesWhatIsNoIpv6Prefix(String text) {
    refused(Family.IPV6, text);
  }

  private static void refused(Family family, String text) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> CidrParser.parse(node(text), family, new Findings()));
  }

  private static Node node(String text) {
    return Node.root(new Json.Text(text));
  }
}
