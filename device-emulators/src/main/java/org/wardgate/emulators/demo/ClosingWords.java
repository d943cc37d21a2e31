package org.wardgate.emulators.demo;

import java.io.PrintStream;
import java.util.List;

/** The summary for people. */
final class ClosingWords {
  private ClosingWords() {}

  static void print(Outcome outcome, PrintStream out) {
    List<Watched> good = devices(outcome, false);
    long admitted = good.stream().filter(Watched::asItShouldBe).count();
    out.println();
    out.println("Good devices: " + admitted + " of " + good.size() + " admitted.");
    out.println("Refused or quarantined, and why:");
    for (Watched device : devices(outcome, true)) {
      out.println(TableText.row(device, Integer.MAX_VALUE));
      out.println("    it came with " + device.behaviour().weapon() + attempts(outcome, device));
    }
    GatewayStatus status = outcome.status();
    out.println("Enforcement: " + status.enforcement() + ".");
    out.println(
        "Journal: "
            + status.journalRecords()
            + " records, "
            + (outcome.journalVerified() ? "verified." : "NOT VERIFIED."));
    out.println(
        "Cloud: "
            + status.cloudAcknowledged()
            + " records acknowledged, "
            + status.cloudPending()
            + " pending.");
    out.println("Data directory: " + outcome.dataDirectory());
    outcome.findings().forEach(finding -> out.println("NOT AS IT SHOULD BE: " + finding));
    out.flush();
  }

  private static List<Watched> devices(Outcome outcome, boolean hostile) {
    return outcome.devices().stream()
        .filter(Watched::expected)
        .filter(device -> device.behaviour().hostile() == hostile)
        .toList();
  }

  private static String attempts(Outcome outcome, Watched device) {
    String attempts = outcome.attempts().get(device.label());
    return attempts == null ? "" : "; last scan: " + attempts;
  }
}
