package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.JoinMethod;

/** Reads one device class. */
final class DeviceClassReader {
  static final int CHALLENGE_PERIOD_MAX_SECONDS = 3_600;
  static final int MISSED_PERIODS_MAX = 100;

  private static final String JOIN_METHODS = "joinMethods";
  private static final String ASSURANCE = "assurance";
  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "requiredTrust",
          "uncertaintyMax",
          "challengePeriodSeconds",
          "missedPeriodsMax",
          JOIN_METHODS,
          "serverKeysAllowed",
          ASSURANCE);

  private DeviceClassReader() {}

  static DeviceClass read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    int periodSeconds = entry.integer("challengePeriodSeconds", 1, CHALLENGE_PERIOD_MAX_SECONDS);
    return new DeviceClass(
        entry.id("name"),
        entry.fraction("requiredTrust"),
        entry.fraction("uncertaintyMax"),
        periodSeconds,
        entry.integer("missedPeriodsMax", 1, MISSED_PERIODS_MAX),
        joinMethods(entry),
        entry.has("serverKeysAllowed") && entry.flag("serverKeysAllowed"),
        entry.has(ASSURANCE)
            ? AssuranceReader.read(
                entry.where() + " " + ASSURANCE, node.path(ASSURANCE), periodSeconds)
            : AssuranceReader.absent(periodSeconds));
  }

  private static Set<JoinMethod> joinMethods(JsonEntry entry) throws RefusedException {
    if (!entry.has(JOIN_METHODS)) {
      return Set.of(JoinMethod.CERTIFICATE);
    }
    Set<JoinMethod> methods = EnumSet.noneOf(JoinMethod.class);
    for (JsonNode node : entry.list(JOIN_METHODS, JoinMethod.values().length)) {
      methods.add(
          switch (node.isTextual() ? node.textValue() : "") {
            case "certificate" -> JoinMethod.CERTIFICATE;
            case "shared-key" -> JoinMethod.SHARED_KEY;
            case "eap" -> JoinMethod.EAP;
            default -> throw entry.malformed(JOIN_METHODS + " are certificate, shared-key, eap");
          });
    }
    if (methods.isEmpty()) {
      throw entry.malformed(JOIN_METHODS + " must name at least one");
    }
    return methods;
  }
}
