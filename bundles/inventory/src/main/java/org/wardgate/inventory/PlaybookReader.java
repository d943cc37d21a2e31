package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Playbook;

/** Reads what shall follow when several devices have trouble together. */
final class PlaybookReader {
  static final int DEVICES_MIN = 2;
  static final int DEVICES_MAX = 1_000;
  static final int WINDOW_MAX_SECONDS = 86_400;

  private static final Set<String> FIELDS =
      Set.of("name", "trigger", "devicesMinCount", "windowSeconds", "response", "preApproved");

  private PlaybookReader() {}

  static Playbook read(String where, JsonNode node) throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new Playbook(
        entry.label("name"),
        trigger(entry),
        entry.integer("devicesMinCount", DEVICES_MIN, DEVICES_MAX),
        entry.integer("windowSeconds", 1, WINDOW_MAX_SECONDS),
        response(entry),
        entry.flag("preApproved"));
  }

  private static Playbook.Trigger trigger(JsonEntry entry) throws RefusedException {
    return switch (entry.text("trigger", InventoryLimits.LABEL_MAX_CHARS)) {
      case "same-firmware" -> Playbook.Trigger.SAME_FIRMWARE;
      case "same-destination" -> Playbook.Trigger.SAME_DESTINATION;
      case "same-time" -> Playbook.Trigger.SAME_TIME;
      default ->
          throw entry.malformed("trigger must be same-firmware, same-destination or same-time");
    };
  }

  private static Playbook.Response response(JsonEntry entry) throws RefusedException {
    return switch (entry.text("response", InventoryLimits.LABEL_MAX_CHARS)) {
      case "alarm" -> Playbook.Response.ALARM;
      case "challenge" -> Playbook.Response.CHALLENGE;
      case "restrict" -> Playbook.Response.RESTRICT;
      case "quarantine" -> Playbook.Response.QUARANTINE;
      default -> throw entry.malformed("response must be alarm, challenge, restrict or quarantine");
    };
  }
}
