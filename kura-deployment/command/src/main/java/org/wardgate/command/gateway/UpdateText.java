package org.wardgate.command.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.launcher.feature.JsonValues;

/** Updates of the gateway, as people see them. Stateless. */
final class UpdateText {
  private static final int SHORT_ID_CHARS = 12;
  private static final String ID_FORM = "[0-9a-f]{8,64}";

  private UpdateText() {}

  /** All updates of an answer. */
  static List<Map<String, Object>> all(Map<String, Object> answer) {
    return JsonValues.list(answer.getOrDefault("updates", List.of()), "updates").stream()
        .map(update -> JsonValues.object(update, "update"))
        .toList();
  }

  /** A row of a table. */
  static List<String> row(Map<String, Object> update) {
    return List.of(
        shortId(update),
        DeviceText.text(update, "version"),
        DeviceText.text(update, "state"),
        DeviceText.text(update, "since"),
        String.join(",", DeviceText.strings(update, "approvals")),
        String.join("; ", findings(update)));
  }

  /** What became of an update. */
  static void show(Terminal terminal, Map<String, Object> update) {
    terminal.object(update);
    String version = DeviceText.text(update, "version");
    terminal.line(
        "update "
            + shortId(update)
            + (version.isEmpty() ? "" : " to " + version)
            + " is "
            + DeviceText.text(update, "state"));
    findings(update).forEach(line -> terminal.line("  " + line));
  }

  /**
   * The whole id that somebody means by its first digits.
   *
   * @throws UsageException if it is none
   * @throws RefusedException if there is none such, or more than one
   */
  static String id(AdminClient client, String text) throws UsageException, RefusedException {
    List<String> ids =
        all(client.get("/updates")).stream()
            .map(update -> DeviceText.text(update, "id"))
            .filter(id -> id.startsWith(text))
            .toList();
    if (ids.size() != 1) {
      throw new RefusedException(
          UpdateErrors.UNKNOWN, text + (ids.isEmpty() ? "" : " are the first digits of several"));
    }
    return ids.get(0);
  }

  /**
   * Digits of an id.
   *
   * @throws UsageException if they are none
   */
  static String digits(String text) throws UsageException {
    if (!text.matches(ID_FORM)) {
      throw new UsageException("ID is what 'update list' shows, at least 8 hexadecimal digits");
    }
    return text;
  }

  private static String shortId(Map<String, Object> update) {
    String id = DeviceText.text(update, "id");
    return id.substring(0, Math.min(SHORT_ID_CHARS, id.length()));
  }

  private static List<String> findings(Map<String, Object> update) {
    List<String> lines = new ArrayList<>();
    if (!DeviceText.text(update, "code").isEmpty()) {
      lines.add(
          DeviceText.text(update, "code")
              + " "
              + DeviceText.text(update, "reason")
              + ": "
              + DeviceText.text(update, "detail"));
      lines.add(DeviceText.text(update, "remedy"));
    }
    lines.addAll(DeviceText.strings(update, "findings"));
    return lines;
  }
}
