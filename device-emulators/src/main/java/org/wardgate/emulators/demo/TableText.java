package org.wardgate.emulators.demo;

import java.util.Locale;

/** Lays out the table's lines. */
final class TableText {
  /** Columns assumed where nobody says. */
  static final int WIDTH_DEFAULT = 132;

  private TableText() {}

  static String heading() {
    return line("", "DEVICE", "CLASS", "STATE", "TRUST", "REASON");
  }

  /** A device, cut to the width. Hostile ones are marked with an exclamation mark. */
  static String row(Watched device, int width) {
    DeviceRow row = device.row();
    String trust =
        row.trust().isPresent()
            ? String.format(Locale.ROOT, "%.2f", row.trust().getAsDouble())
            : "–";
    String line =
        line(
            device.behaviour().hostile() ? "!" : " ",
            device.label(),
            row.deviceClass(),
            row.seen() ? row.state() : "–",
            trust,
            reason(device));
    return line.length() <= width ? line : line.substring(0, Math.max(1, width - 1)) + "…";
  }

  private static String reason(Watched device) {
    DeviceRow row = device.row();
    String reason =
        row.code()
            .filter(code -> !row.reason().contains(code))
            .map(code -> code + " " + row.reason())
            .orElse(row.reason());
    return device.behaviour().hostile() && row.seen()
        ? "[" + device.behaviour().label() + "] " + reason
        : reason;
  }

  private static String line(
      String mark, String device, String deviceClass, String state, String trust, String reason) {
    return String.format(
        Locale.ROOT,
        "%s%-15s %-16s %-12s %5s  %s",
        mark.isEmpty() ? " " : mark,
        device,
        deviceClass,
        state,
        trust,
        reason);
  }
}
