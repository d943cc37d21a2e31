package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.DeviceClass;

/** Reads one device class. */
final class DeviceClassReader {
  static final int CHALLENGE_PERIOD_MAX_SECONDS = 3_600;
  static final int MISSED_PERIODS_MAX = 100;

  private static final Set<String> FIELDS =
      Set.of(
          "name", "requiredTrust", "uncertaintyMax", "challengePeriodSeconds", "missedPeriodsMax");

  private DeviceClassReader() {}

  static DeviceClass read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new DeviceClass(
        entry.id("name"),
        entry.fraction("requiredTrust"),
        entry.fraction("uncertaintyMax"),
        entry.integer("challengePeriodSeconds", 1, CHALLENGE_PERIOD_MAX_SECONDS),
        entry.integer("missedPeriodsMax", 1, MISSED_PERIODS_MAX));
  }
}
