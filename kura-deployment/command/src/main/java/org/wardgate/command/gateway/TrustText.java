package org.wardgate.command.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wardgate.command.line.Terminal;
import org.wardgate.launcher.feature.JsonValues;

/** Trust, for people. */
final class TrustText {
  private TrustText() {}

  /** How far a device is trusted, and from what. */
  static void print(Map<String, Object> trust, Terminal terminal) {
    verdict(object(trust, "verdict"), terminal);
    terminal.line("  measures   " + String.join(", ", DeviceText.strings(trust, "measures")));
    object(trust, "functions")
        .forEach(
            (name, has) ->
                terminal.line("  function   " + name + (has.equals(true) ? "" : "  withheld")));
    attestation(trust, terminal);
    Map<String, Object> challenges = object(trust, "challenges");
    terminal.line(
        "  challenged every "
            + DeviceText.text(challenges, "periodSeconds")
            + " s, missed "
            + DeviceText.text(challenges, "missed")
            + (Boolean.TRUE.equals(challenges.get("stale")) ? ", STALE" : ""));
    Map<String, Object> exemption = object(trust, "exemption");
    if (!exemption.isEmpty()) {
      terminal.line(
          "  exemption  "
              + DeviceText.text(exemption, "kind")
              + " until "
              + DeviceText.time(exemption, "until")
              + " by "
              + DeviceText.text(exemption, "operator")
              + ": "
              + DeviceText.text(exemption, "reason"));
    }
    DeviceText.strings(trust, "vulnerabilities")
        .forEach(line -> terminal.line("  vulnerable " + line));
  }

  /** A verdict with the contribution of each source. */
  static void verdict(Map<String, Object> verdict, Terminal terminal) {
    terminal.line(
        "  "
            + DeviceText.text(verdict, "outcome")
            + "  "
            + opinion(object(verdict, "actual"))
            + ", required more than "
            + number(verdict, "required")
            + (DeviceText.text(verdict, "veto").isEmpty()
                ? ""
                : ", veto of " + DeviceText.text(verdict, "veto")));
    new TreeMap<>(object(verdict, "contributions"))
        .forEach(
            (source, opinion) ->
                terminal.line(
                    "    from " + source + "  " + opinion(JsonValues.object(opinion, source))));
    new TreeMap<>(object(verdict, "actions"))
        .forEach(
            (action, answer) ->
                terminal.line(
                    "    to "
                        + action.toLowerCase(Locale.ROOT)
                        + "  "
                        + DeviceText.text(JsonValues.object(answer, action), "outcome")
                        + ", required more than "
                        + number(JsonValues.object(answer, action), "required")));
  }

  /** Which claim, which reference version and which rule did it. */
  static void attestation(Map<String, Object> trust, Terminal terminal) {
    Map<String, Object> attestation = object(trust, "attestation");
    if (attestation.isEmpty()) {
      terminal.line("  evidence   none");
      return;
    }
    terminal.line(
        "  evidence   "
            + DeviceText.text(attestation, "tier")
            + " at "
            + DeviceText.time(attestation, "at")
            + ", policy "
            + or(DeviceText.text(attestation, "policy"), "built-in")
            + ", reference "
            + or(DeviceText.text(attestation, "reference"), "none")
            + (DeviceText.text(attestation, "version").isEmpty()
                ? ""
                : ", firmware " + DeviceText.text(attestation, "version")));
    for (Object reason :
        JsonValues.list(attestation.getOrDefault("reasons", List.of()), "reasons")) {
      Map<String, Object> said = JsonValues.object(reason, "reason");
      terminal.line(
          "    claim "
              + DeviceText.text(said, "claim")
              + " = "
              + DeviceText.text(said, "value")
              + " by rule "
              + DeviceText.text(said, "rule")
              + ": "
              + DeviceText.text(said, "detail"));
    }
    if (!DeviceText.text(attestation, "caseId").isEmpty()) {
      terminal.line("    kept as case " + DeviceText.text(attestation, "caseId"));
    }
  }

  static Map<String, Object> object(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> map ? JsonValues.object(map, name) : Map.of();
  }

  private static String opinion(Map<String, Object> opinion) {
    return "P="
        + number(opinion, "probability")
        + " (b "
        + number(opinion, "belief")
        + ", d "
        + number(opinion, "disbelief")
        + ", u "
        + number(opinion, "uncertainty")
        + ")";
  }

  private static String number(Map<String, Object> object, String name) {
    return object.get(name) instanceof Number number
        ? String.format(Locale.ROOT, "%.3f", number.doubleValue())
        : "-";
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }
}
