package org.wardgate.integration.updates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of the kills so far. */
final class Tally {
  private final List<String> findings = new ArrayList<>();
  private final Map<String, Integer> phases = new TreeMap<>();
  private final Map<Loss, Integer> losses = new TreeMap<>();

  private String passed = "";
  private int oldCount;
  private int newCount;

  void find(String what) {
    findings.add(what);
  }

  /** A kill hit this step of the update. */
  void killed(String phase, Loss loss) {
    phases.merge(phase, 1, Integer::sum);
    losses.merge(loss, 1, Integer::sum);
  }

  void came(boolean isNew) {
    newCount += isNew ? 1 : 0;
    oldCount += isNew ? 0 : 1;
  }

  /** Notes what passed that must not, if anything did. */
  void passed(Traffic.Count count) {
    passed = count.passed();
    if (!passed.isEmpty()) {
      find("denied packets passed: " + passed);
    }
  }

  String passed() {
    return passed;
  }

  List<String> findings() {
    return List.copyOf(findings);
  }

  String summary(int number, Traffic.Count count, WardLook ward) throws IOException {
    return String.format(
        Locale.ROOT,
        "%d kills, at step %s, lost %s; %d came up old, %d new; %d denied packets sent, %d of"
            + " them the device's, passed: %s; %d declared connections, back within %d ms, enrolled"
            + " anew %d times between kills;"
            + " findings %d",
        number,
        phases,
        losses,
        oldCount,
        newCount,
        count.sent(),
        count.own(),
        count.passed().isEmpty() ? "none" : count.passed(),
        count.declared(),
        ward.slowestMs(),
        ward.enrolmentsMeanwhile(),
        findings.size());
  }
}
