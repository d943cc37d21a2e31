package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** What people do about devices that lost trust. */
final class Interventions {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final DemoWard ward;

  Interventions(DemoWard ward) {
    this.ward = ward;
  }

  /** The pump that came with the backdoor, and the one that caught it. */
  void anIncidentOfTwoDevicesIsOpenedAndAnswered() throws Exception {
    Wait.until(PATIENCE_SECONDS, () -> "an incident", () -> incident().path("devices").size() == 2);
    JsonNode incident = incident();
    List<String> devices = new ArrayList<>();
    incident.path("devices").forEach(device -> devices.add(device.asText()));
    assertThat(devices).containsExactlyInAnyOrder("pump-03", "pump-06");
    assertThat(incident.path("state").asText()).isEqualTo("OPEN");
    String token = good("operator", "add", "ines").path("tokenFile").asText();
    good(
        "incident",
        "answer",
        incident.path("id").asText(),
        "--reason",
        "both were looked at",
        "--token",
        token);
    assertThat(incident().path("state").asText()).isEqualTo("ANSWERED");
  }

  private static JsonNode incident() throws Exception {
    JsonNode all = good("incident", "list").path("incidents");
    for (JsonNode one : all) {
      if (one.path("trigger").asText().equalsIgnoreCase("SAME_FIRMWARE")) {
        return one;
      }
    }
    return JSON.missingNode();
  }

  /** The device has its traffic at once; the code counts once; it ends. */
  void breakGlassNeedsACodeAndNoToken(String device) throws Exception {
    String code = good("break-glass", "codes", "--count", "1").path("codes").path(0).asText();
    Shell.Result wrong = breakGlass(device, "no-such-code");
    assertThat(wrong.status()).as(wrong.output()).isEqualTo(2);
    Shell.Result opened = breakGlass(device, code);
    assertThat(opened.status()).as(opened.output()).isZero();
    hasTraffic(device, true);
    assertThat(ward.trust(device).path("exemption").path("kind").asText()).isEqualTo("BREAK_GLASS");
    Shell.Result again = breakGlass(device, code);
    assertThat(again.status()).as(again.output()).isEqualTo(2);
    good("exemption", "end", device, "--reason", "the patient is well");
    hasTraffic(device, false);
  }

  private static Shell.Result breakGlass(String device, String code) throws Exception {
    return Shell.run(
        Shell.wardgate(
            "break-glass", device, "--code", code, "--reason", "a patient", "--minutes", "5"));
  }

  /** A named reason, an end. */
  void anOverruleGivesTrafficBackAndEnds(String device) throws Exception {
    good("overrule", device, "--hours", "1", "--reason", "its maker was called");
    hasTraffic(device, true);
    assertThat(ward.trust(device).path("exemption").path("kind").asText()).isEqualTo("OVERRIDE");
    good("exemption", "end", device, "--reason", "its maker said no");
    hasTraffic(device, false);
  }

  private void hasTraffic(String device, boolean does) throws Exception {
    String address = ward.address(device);
    Wait.until(
        PATIENCE_SECONDS,
        () -> device + (does ? " to have" : " to lose") + " its traffic: " + ward.lastStates(),
        () ->
            Shell.run("ip", "netns", "exec", "wardgate-gw", "nft", "list", "ruleset")
                    .output()
                    .contains(address + " . ")
                == does);
  }

  private static JsonNode good(String... words) throws Exception {
    List<String> command = Shell.wardgate(words);
    command.add("--json");
    Shell.Result result = Shell.run(command);
    assertThat(result.status()).as("%s: %s", List.of(words), result.output()).isZero();
    return JSON.readTree(result.output());
  }
}
