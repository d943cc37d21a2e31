package org.wardgate.registrar.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.api.onboarding.OnboardingErrors.PLEDGE_STATUS_MALFORMED;
import static org.wardgate.registrar.testing.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;

class PledgeStatusTest {
  private static Bytes utf8(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The examples of draft-ietf-anima-constrained-voucher-29, appendix B. */
  @Test
  void theDraftsExamplesAreRead() throws RefusedException {
    assertThat(PledgeStatus.ofCbor(Bytes.ofHex("A26776657273696F6E0166737461747573F5")))
        .isEqualTo(new PledgeStatus(true, ""));
    assertThat(
            PledgeStatus.ofCbor(
                Bytes.ofHex(
                    "A36776657273696F6E0166737461747573F466726561736F6E782A3C"
                        + "496E666F726D61746976652068756D616E207265616461626C652065"
                        + "72726F72206D6573736167653E")))
        .isEqualTo(new PledgeStatus(false, "<Informative human readable error message>"));
    assertThat(
            PledgeStatus.ofCbor(
                Bytes.ofHex(
                    "A46776657273696F6E0166737461747573F466726561736F6E7828496E66"
                        + "6F726D61746976652068756D616E2D7265616461626C65206572726F7220"
                        + "6D6573736167656E726561736F6E2D636F6E74657874A100764164646974"
                        + "696F6E616C20696E666F726D6174696F6E")))
        .isEqualTo(new PledgeStatus(false, "Informative human-readable error message"));
  }

  @Test
  void theRfcsExampleInJsonIsRead() throws RefusedException {
    assertThat(
            PledgeStatus.ofJson(
                utf8(
                    "{\"version\":\"1\",\"status\":false,\"reason\":\"no\","
                        + "\"reason-context\":{\"additional\":\"JSON\"}}")))
        .isEqualTo(new PledgeStatus(false, "no"));
  }

  @Test
  void aReasonIsCleanedAndCut() throws RefusedException {
    String reason = "a\\u0000\\u001b[2J" + "x".repeat(500);
    PledgeStatus status =
        PledgeStatus.ofJson(utf8("{\"version\":1,\"status\":true,\"reason\":\"" + reason + "\"}"));
    assertThat(status.reason()).hasSize(200).startsWith("a??[2J");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "null",
        "[]",
        "{}",
        "{\"version\":1}",
        "{\"status\":true}",
        "{\"version\":0,\"status\":true}",
        "{\"version\":\"one\",\"status\":true}",
        "{\"version\":1.5,\"status\":true}",
        "{\"version\":1,\"status\":1}",
        "{\"version\":1,\"status\":\"true\"}",
        "{\"version\":1,\"status\":true,\"reason\":1}",
        "{\"version\":1,\"status\":true,\"status\":false}",
        "{\"version\":1,\"status\":true} x",
        "{\"version\":1,\"status\":true",
        "{\"version\":1,\"status\":NaN}",
        "{\"version\":1,\"status\":true,\"x\":[[[[[[[[[[1]]]]]]]]]]}"
      })
  void whatIsNoReportIsMalformed(String json) {
    assertRefused(PLEDGE_STATUS_MALFORMED, "", () -> PledgeStatus.ofJson(utf8(json)));
  }

  @Test
  void hostileCborIsMalformed() {
    byte[] deep = new byte[1_000];
    Arrays.fill(deep, (byte) 0x81);
    for (Bytes content :
        List.of(
            Bytes.of(deep),
            Bytes.of(new byte[1 << 20]),
            // the same key twice, an indefinite length
            Bytes.ofHex("a36776657273696f6e0166737461747573f466737461747573f5"),
            Bytes.ofHex("bf6776657273696f6e0166737461747573f5ff"))) {
      assertRefused(PLEDGE_STATUS_MALFORMED, "", () -> PledgeStatus.ofCbor(content));
    }
  }

  @Property(tries = 3_000)
  void noiseIsNoReport(@ForAll @Size(max = 200) byte[] noise) {
    assertRefused(PLEDGE_STATUS_MALFORMED, "", () -> PledgeStatus.ofCbor(Bytes.of(noise)));
    assertRefused(PLEDGE_STATUS_MALFORMED, "", () -> PledgeStatus.ofJson(Bytes.of(noise)));
  }

  @Property(tries = 2_000)
  void noTextBreaksTheReader(@ForAll String text) {
    assertRefused(PLEDGE_STATUS_MALFORMED, "", () -> PledgeStatus.ofJson(utf8(text)));
  }
}
