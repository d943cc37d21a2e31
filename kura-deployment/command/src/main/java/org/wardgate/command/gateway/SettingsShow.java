package org.wardgate.command.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;

/**
 * Shows the values of one component's settings; never a password.
 *
 * @param home where instances lie
 */
public record SettingsShow(Home home) implements Verb {
  private static final String PID_FORM = "[A-Za-z0-9._~-]{1,128}";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "settings show PID [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String pid = pid(arguments.operands().get(0));
    Map<String, Object> form = Asker.client(home, arguments).get("/settings/" + pid);
    terminal.object(form);
    show(terminal, form);
    return Exit.ACCEPTED;
  }

  /**
   * A component's identity.
   *
   * @throws UsageException if it is none
   */
  static String pid(String text) throws UsageException {
    if (!text.matches(PID_FORM)) {
      throw new UsageException("PID is what 'settings list' shows");
    }
    return text;
  }

  /** A form for people. */
  static void show(Terminal terminal, Map<String, Object> form) {
    terminal.line(DeviceText.text(form, "name") + ": " + DeviceText.text(form, "description"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SETTING", "TYPE", "LIMITS", "VALUE"));
    for (Object one : JsonValues.list(form.getOrDefault("fields", List.of()), "fields")) {
      Map<String, Object> field = JsonValues.object(one, "field");
      rows.add(
          List.of(
              DeviceText.text(field, "id"),
              DeviceText.text(field, "type"),
              limits(field),
              value(field)));
    }
    terminal.table(rows);
    DeviceText.strings(form, "refused").forEach(line -> terminal.line("  not taken: " + line));
  }

  private static String limits(Map<String, Object> field) {
    List<String> options =
        JsonValues.list(field.getOrDefault("options", List.of()), "options").stream()
            .map(option -> DeviceText.text(JsonValues.object(option, "option"), "value"))
            .toList();
    if (!options.isEmpty()) {
      return String.join("|", options);
    }
    String min = DeviceText.text(field, "min");
    String max = DeviceText.text(field, "max");
    return min.isEmpty() && max.isEmpty() ? "" : min + ".." + max;
  }

  private static String value(Map<String, Object> field) {
    return DeviceText.text(field, "type").equals("Password")
        ? "(not shown)"
        : String.join(", ", DeviceText.strings(field, "values")).replaceAll("\\R", " ");
  }
}
