package org.wardgate.decision.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.UpdateMark;

/**
 * Alarms that no device's case holds, by what they are about. Written by the decision thread, read
 * by anybody.
 */
final class WardAlarms {
  private static final String CLOCK = "1-clock";
  private static final String ENFORCEMENT = "2-enforcement";
  private static final String INVENTORY = "3-inventory";
  private static final String FULL = "4-full";
  private static final String ISSUING = "6-issuing";
  private static final String IDEVID = "7-idevid ";
  private static final String VOUCHER = "5-voucher ";
  private static final String UPDATE = "8-update ";
  private static final String CONFIGURATION = "9-configuration ";

  private final Map<String, String> open = new ConcurrentSkipListMap<>();

  /** What a step or a record says. */
  void hear(String kind, Optional<DeviceId> subject, String line) {
    switch (kind) {
      case "ward.not-enforced" -> open.put(ENFORCEMENT, line);
      case "inventory.held" -> open.put(INVENTORY, line);
      case "inventory.changed" -> open.remove(INVENTORY);
      case "ward.full" -> open.put(FULL, line);
      case "device.identified" -> open.remove(FULL);
      case "ward.clock-wrong" -> open.put(CLOCK, line);
      case "device.voucher-suspect" ->
          subject.ifPresent(d -> open.put(VOUCHER + d, d + ": " + line));
      case "device.voucher" -> subject.ifPresent(d -> open.remove(VOUCHER + d));
      case "device.idevid-revoked" -> subject.ifPresent(d -> open.put(IDEVID + d, d + ": " + line));
      case "device.released", "device.retired", "device.erasing" ->
          subject.ifPresent(
              d -> {
                open.remove(VOUCHER + d);
                open.remove(IDEVID + d);
              });
      default -> {
        // no alarm
      }
    }
  }

  /** What is so, whoever said it. */
  void hear(Outcome outcome) {
    if (outcome instanceof Outcome.EnforcedIs e && e.enforced()) {
      open.remove(ENFORCEMENT);
    } else if (outcome instanceof Outcome.ClockTurned c) {
      if (c.right()) {
        open.remove(CLOCK);
      } else {
        open.putIfAbsent(CLOCK, Problem.of(PkiErrors.BAD_CLOCK, "").line());
      }
    } else if (outcome instanceof Outcome.IssuingIs i) {
      String line = i.issuing().line();
      if (line.isEmpty()) {
        open.remove(ISSUING);
      } else {
        open.put(ISSUING, line);
      }
    } else if (outcome instanceof Outcome.OfUpkeep upkeep) {
      hear(upkeep);
    }
  }

  private void hear(Outcome.OfUpkeep outcome) {
    if (outcome instanceof Outcome.UpdateIs is) {
      UpdateMark update = is.update();
      if (update.alarming()) {
        open.put(UPDATE + update.id(), update.line());
      } else {
        open.remove(UPDATE + update.id());
      }
    } else if (outcome instanceof Outcome.UpdateForgotten forgotten) {
      open.remove(UPDATE + forgotten.id());
    } else if (outcome instanceof Outcome.ConfigurationRefused refused) {
      if (refused.lines().isEmpty()) {
        open.remove(CONFIGURATION + refused.pid());
      } else {
        open.put(
            CONFIGURATION + refused.pid(),
            refused.pid() + " does not take its configuration: " + refused.lines().get(0));
      }
    }
  }

  List<String> lines() {
    return List.copyOf(open.values());
  }
}
