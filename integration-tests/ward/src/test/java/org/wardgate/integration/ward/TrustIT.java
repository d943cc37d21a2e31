package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A ward whose trust changes at runtime, and what people do about it. */
class TrustIT {
  private static final int DEMO_SECONDS = 900;
  private static final int DEVICES_COUNT = 18;
  private static final int DRIFT_SECONDS = 90;
  private static final int PATIENCE_SECONDS = 180;

  @Test
  void trustIsLostExplainedOverruledAndGivenBack() throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeTrue(root || "true".equals(System.getenv("CI")), "needs root for network namespaces");
    try (DemoWard ward =
        DemoWard.start(
            "--seconds",
            Integer.toString(DEMO_SECONDS),
            "--count",
            Integer.toString(DEVICES_COUNT),
            "--drift",
            Integer.toString(DRIFT_SECONDS))) {
      settle(ward);
      ConformityOutside outside = new ConformityOutside(ward, "pump-06");
      outside.holdsWhileTheDeviceIsTrusted();
      secureElementAndAcceptance(ward);
      FirmwareDrift drift = new FirmwareDrift(ward);
      drift.isQuarantinedWithinTwoChallengePeriods();
      outside.turnedInvalid();
      drift.explainSaysWhichClaimReferenceAndRule();
      Interventions people = new Interventions(ward);
      people.anIncidentOfTwoDevicesIsOpenedAndAnswered();
      people.breakGlassNeedsACodeAndNoToken("pump-06");
      people.anOverruleGivesTrafficBackAndEnds("pump-06");
      new SilentDevice(ward, "ventilator-01").isRestrictedKeepsItsFloorAndReturns();
      new HeldReferences(ward).waitForTwoPeople();
    }
    assertThat(Shell.run("ip", "netns", "list").output()).doesNotContain("wardgate-gw");
  }

  private static void settle(DemoWard ward) throws Exception {
    Wait.until(
        PATIENCE_SECONDS,
        () -> "the ward to settle: " + ward.lastStates() + ward.said(),
        () -> {
          Map<String, String> states = ward.states();
          return states.size() == DEVICES_COUNT
              && states.values().stream().filter("ADMITTED"::equals).count() == 14
              && states.values().stream().filter("QUARANTINED"::equals).count() == 3
              && states.containsValue("REFUSED");
        });
  }

  /** Evidence with a code of a secure element, and none at all with an operator's word. */
  private static void secureElementAndAcceptance(DemoWard ward) throws Exception {
    JsonNode oximeter = ward.trust("oximeter-01");
    assertThat(oximeter.path("attestation").path("tier").asText()).isEqualTo("AFFIRMING");
    assertThat(oximeter.path("verdict").path("outcome").asText()).isEqualTo("TRUSTED");
    JsonNode scale = ward.trust("scale-01");
    assertThat(scale.path("exemption").path("kind").asText()).isEqualTo("ACCEPTANCE");
    assertThat(scale.path("attestation").isNull()).isTrue();
    assertThat(scale.path("challenges").path("periodSeconds").asInt()).isZero();
  }
}
