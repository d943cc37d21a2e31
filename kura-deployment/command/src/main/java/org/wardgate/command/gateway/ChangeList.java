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
import org.wardgate.command.line.Verb;
import org.wardgate.launcher.feature.JsonValues;

/**
 * Changes of what appraisals depend on that wait for people.
 *
 * @param home where instances lie
 */
public record ChangeList(Home home) implements Verb {
  /** Digits of a digest that people compare. */
  static final int DIGEST_SHOWN_CHARS = 12;

  private static final List<String> HEAD =
      List.of(
          "ID", "VERSION", "KIND", "SHA-256", "ISSUER", "WORSENED", "OF", "APPROVED BY", "SUMMARY");

  @Override
  public Syntax syntax() {
    return new Syntax("change list [--instance DIR]", Set.of(Home.OPTION), Set.of(), 0, 0);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws RefusedException {
    Map<String, Object> answer =
        new GatewayHandle(home.instance(arguments)).client().get("/changes");
    terminal.object(answer);
    List<List<String>> rows = new ArrayList<>();
    all(answer).forEach(change -> rows.add(row(change)));
    if (rows.isEmpty()) {
      terminal.line("No change waits");
    } else {
      rows.add(0, HEAD);
      terminal.table(rows);
    }
    return Exit.ACCEPTED;
  }

  static List<Map<String, Object>> all(Map<String, Object> answer) {
    return JsonValues.list(answer.getOrDefault("changes", List.of()), "changes").stream()
        .map(change -> JsonValues.object(change, "change"))
        .toList();
  }

  private static List<String> row(Map<String, Object> change) {
    String sha256 = DeviceText.text(change, "sha256");
    return List.of(
        DeviceText.text(change, "id"),
        DeviceText.text(change, "version"),
        DeviceText.text(change, "kind"),
        sha256.substring(0, Math.min(DIGEST_SHOWN_CHARS, sha256.length())),
        DeviceText.text(change, "issuer"),
        String.join(",", DeviceText.strings(change, "worsened")),
        DeviceText.text(change, "considered"),
        String.join(",", DeviceText.strings(change, "approvals")),
        DeviceText.text(change, "summary"));
  }
}
