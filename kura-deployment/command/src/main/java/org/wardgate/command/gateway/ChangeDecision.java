package org.wardgate.command.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Arguments;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Syntax;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;

/**
 * Decides about a change that is held: the very file whose digest the list shows.
 *
 * @param home where instances lie
 * @param name {@code approve} or {@code dismiss}
 */
public record ChangeDecision(Home home, String name) implements Verb {
  private static final String VERSION = "--version";
  private static final String SHA256 = "--sha256";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "change "
            + name
            + " ID --version N --sha256 DIGITS --reason TEXT [--token FILE] [--instance DIR]",
        Set.of(Home.OPTION, VERSION, SHA256, Reason.OPTION, Asker.OPTION),
        Set.of(),
        1,
        1);
  }

  @Override
  public int run(Arguments arguments, Terminal terminal) throws UsageException, RefusedException {
    String id = arguments.operands().get(0);
    String version = arguments.required(VERSION);
    String sha256 = arguments.required(SHA256).toLowerCase(Locale.ROOT);
    String reason = Reason.of(arguments);
    if (!version.matches("[0-9]{1,16}")) {
      throw new UsageException(VERSION + " is the one that 'change list' shows");
    }
    // what was taken away has no file, so no digest
    if (!sha256.matches("[0-9a-f]{" + ChangeList.DIGEST_SHOWN_CHARS + ",64}")
        && !(sha256.isEmpty() && version.equals("0"))) {
      throw new UsageException(SHA256 + " is what 'change list' shows, at least 12 digits");
    }
    AdminClient client = Asker.client(home, arguments);
    Map<String, Object> change = shown(client, id, version, sha256);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", DeviceText.text(change, "kind").toLowerCase(Locale.ROOT));
    body.put("id", id);
    body.put("version", Long.parseLong(version));
    body.put("sha256", DeviceText.text(change, "sha256"));
    body.put("reason", reason);
    Outcome.print(client.postJson("/changes/" + name, JsonBody.of(body)), terminal);
    return Exit.ACCEPTED;
  }

  private static Map<String, Object> shown(
      AdminClient client, String id, String version, String sha256)
      throws UsageException, RefusedException {
    List<Map<String, Object>> fitting =
        ChangeList.all(client.get("/changes")).stream()
            .filter(one -> DeviceText.text(one, "id").equals(id))
            .filter(one -> DeviceText.text(one, "version").equals(version))
            .filter(one -> DeviceText.text(one, "sha256").startsWith(sha256))
            .toList();
    if (fitting.size() != 1) {
      throw new UsageException("no such change waits; see 'change list'");
    }
    return fitting.get(0);
  }
}
