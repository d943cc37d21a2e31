package org.wardgate.attestation.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/** A required submodule must be the one that is meant, by whom it is vouched for and its class. */
class SubmoduleRequirementTest {
  private static final String RULES =
      """
      "rules":[{"id":"all-well","when":{"fact":"evidence.authentic","equals":true},"because":"x",
       "set":{"instance-identity":2,"hardware":2,"executables":2}}]
      """;

  private static String profile(String more) {
    return "{\"id\":\"p\",\"version\":1,\"submodules\":[{\"name\":\"se\","
        + "\"missing\":\"contraindicated\""
        + more
        + "}],"
        + RULES
        + "}";
  }

  private static Appraisal appraise(String more, VerifiedEvidence part) {
    VerifiedEvidence whole =
        Sample.evidence(
            List.of(
                Sample.measured("BL", Sample.BOOTLOADER),
                Sample.measured("APP", Sample.APPLICATION)),
            Map.of("se", part));
    return AppraisalEngine.appraise(
        whole, Sample.references(Sample.CLASS), Sample.profile(profile(more)));
  }

  private static VerifiedEvidence authenticated(String how) {
    return Sample.evidence("authentication", how);
  }

  private static void assertMissing(Appraisal appraisal) {
    assertThat(appraisal.problem().map(Problem::code)).contains("WG-PRF-0006");
    assertThat(appraisal.tier()).isEqualTo(Tier.CONTRAINDICATED);
  }

  @Test
  void claimsOfTheTokenAroundItDoNotStandForItUnlessAllowed() {
    assertMissing(appraise("", authenticated("surrounding")));
    assertMissing(appraise(",\"authentication\":\"own-signature\"", authenticated("surrounding")));
    assertThat(appraise(",\"authentication\":\"surrounding\"", authenticated("surrounding")).tier())
        .isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void aTokenOfItsOwnIsAlwaysTaken() {
    for (String how : List.of("signature", "mac", "certificates")) {
      assertThat(appraise("", authenticated(how)).tier()).isEqualTo(Tier.AFFIRMING);
      assertThat(appraise(",\"authentication\":\"surrounding\"", authenticated(how)).tier())
          .isEqualTo(Tier.AFFIRMING);
    }
  }

  @Test
  void anAttesterOfAnotherClassIsNotTheOneThatIsMeant() {
    String other = ",\"classId\":\"bytes:00\"";
    assertMissing(appraise(other, authenticated("signature")));
    String right = ",\"classId\":\"" + Sample.CLASS_ID + "\"";
    assertThat(appraise(right, authenticated("signature")).tier()).isEqualTo(Tier.AFFIRMING);
  }

  @Test
  void whatIsAlwaysRequiredCountsBesideWhatTheProfileRequires() {
    String only =
        ",\"claimsRequired\":[\"executables\"],\"rules\":[{\"id\":\"r\",\"when\":{\"fact\":\"evidence.authentic\",\"equals\":true},"
            + "\"because\":\"x\",\"set\":{\"executables\":2}}]";
    Appraisal appraisal = appraise(only, authenticated("signature"));
    assertThat(appraisal.tier()).isEqualTo(Tier.NONE);
    assertThat(appraisal.problem().map(Problem::code)).contains("WG-PRF-0004");
  }

  @Test
  void anotherAuthenticationIsRefusedWithItsPath() {
    assertThatThrownBy(() -> Sample.profile(profile(",\"authentication\":\"none\"")))
        .rootCause()
        .hasMessageContaining("$.submodules[0].authentication");
  }
}
