package org.wardgate.command.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.command.line.Terminal;
import org.wardgate.launcher.feature.JsonValues;

/** Devices for people. */
final class DeviceText {

  /** Widest name in a table; a stranger's is as long as it likes. */
  private static final int NAME_MAX_CHARS = 32;

  private static final Pattern FRACTION = Pattern.compile("\\.[0-9]+Z$");

  private DeviceText() {}

  static final List<String> HEAD = List.of("ID", "NAME", "CLASS", "STATE", "TRUST", "REASON");

  static List<String> row(Map<String, Object> device) {
    return List.of(
        text(device, "id"),
        shortened(text(device, "name")),
        text(device, "class"),
        text(device, "state"),
        trust(device),
        reason(device));
  }

  /** Everything about one device, and what to do if something is wrong with it. */
  static void print(Map<String, Object> device, Terminal terminal) {
    terminal.line(text(device, "id") + "  " + text(device, "name"));
    terminal.line("  state      " + text(device, "state") + " since " + time(device, "since"));
    terminal.line("  reason     " + reason(device));
    if (!text(device, "remedy").isEmpty()) {
      terminal.line("  remedy     " + text(device, "remedy"));
    }
    terminal.line("  class      " + text(device, "class"));
    terminal.line("  trust      " + trust(device));
    terminal.line("  attested   " + orDash(time(device, "attestedAt")));
    terminal.line(
        "  address    "
            + orDash(text(device, "address"))
            + "  "
            + text(device, "mac")
            + "  over "
            + text(device, "transport"));
    terminal.line("  MUD URL    " + orDash(text(device, "mudUrl")));
    terminal.line("  policy     " + orDash(text(device, "profile")));
    if (device.get("certificate") instanceof Map<?, ?> certificate) {
      Map<String, Object> members = JsonValues.object(certificate, "certificate");
      terminal.line(
          "  certificate " + text(members, "serialNumber") + " until " + time(members, "notAfter"));
    }
  }

  static List<String> strings(Map<String, Object> object, String name) {
    return JsonValues.list(object.getOrDefault(name, List.of()), name).stream()
        .map(String::valueOf)
        .toList();
  }

  static String text(Map<String, Object> object, String name) {
    Object value = object.getOrDefault(name, "");
    return value instanceof Optional ? "" : String.valueOf(value);
  }

  /** An instant, to the second. */
  static String time(Map<String, Object> object, String name) {
    return FRACTION.matcher(text(object, name)).replaceFirst("Z");
  }

  private static String shortened(String name) {
    return name.length() <= NAME_MAX_CHARS ? name : name.substring(0, NAME_MAX_CHARS - 1) + "…";
  }

  private static String reason(Map<String, Object> device) {
    String code = text(device, "code");
    String reason = text(device, "reason");
    return code.isEmpty() || reason.startsWith(code) ? reason : code + " " + reason;
  }

  private static String trust(Map<String, Object> device) {
    return device.get("trust") instanceof Number number
        ? String.format(Locale.ROOT, "%.2f", number.doubleValue())
        : "-";
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
