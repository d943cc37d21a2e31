package org.wardgate.emulators.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of the demo.
 *
 * @param devices where they stood at the end
 * @param status of the gateway at the end
 * @param journalVerified whether the journal's own check found nothing
 * @param failure why the demo did not come to a good end; absent if it did
 * @param attempts by label, what a hostile device's packets achieved, in its own words
 * @param dataDirectory where journal and certificates lie
 */
record Outcome(
    List<Watched> devices,
    GatewayStatus status,
    boolean journalVerified,
    Optional<String> failure,
    Map<String, String> attempts,
    String dataDirectory) {
  /** Accepted, or refused: the command's exit status. */
  static final int EXIT_GOOD = 0;

  /** Not everything was as it should be. */
  static final int EXIT_BAD = 2;

  /** Copies the collections. */
  Outcome {
    devices = List.copyOf(devices);
    attempts = Map.copyOf(attempts);
  }

  /** Everything that is not as it should be, for people; empty if all is well. */
  List<String> findings() {
    List<String> findings = new java.util.ArrayList<>();
    failure.ifPresent(findings::add);
    devices.stream()
        .filter(device -> !device.asItShouldBe())
        .map(Outcome::finding)
        .forEach(findings::add);
    if (failure.isEmpty() && !journalVerified) {
      findings.add("the journal does not verify");
    }
    return findings;
  }

  private static String finding(Watched device) {
    DeviceRow row = device.row();
    String should = device.behaviour().hostile() ? "REFUSED or QUARANTINED" : "ADMITTED";
    String is = row.seen() ? row.state() : "unknown to the gateway";
    return device.label() + " should be " + should + " and is " + is + ": " + row.reason();
  }

  int exitStatus() {
    return findings().isEmpty() ? EXIT_GOOD : EXIT_BAD;
  }
}
