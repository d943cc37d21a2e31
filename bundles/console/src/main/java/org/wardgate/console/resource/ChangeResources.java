package org.wardgate.console.resource;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.view.ChangeView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.IncidentJson;
import org.wardgate.console.ports.Ports;

/**
 * Changes of reference values, profiles and vulnerability statements that wait for people. A
 * decision names the very file that the operator was shown, by its digest.
 *
 * @param ports the parts
 * @param commands the way to the command gate
 */
record ChangeResources(Ports ports, CommandResources commands) {
  /** As many whole numbers as JSON has without loss. */
  private static final long VERSION_MAX = (1L << 53) - 1;

  private static final int ID_MAX_CHARS = 200;

  /** Makes a command. */
  private interface Kind {
    Command of(CorrelationId correlationId, Change change, String operator, String reason);
  }

  Answer list(Call call) throws RefusedException {
    List<ChangeView> changes = ports.view().get().changes();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("changes");
          for (ChangeView change : changes) {
            IncidentJson.change(json, change);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  Answer approve(Call call) throws RefusedException, IOException {
    call.requirePerson();
    return submit(call, Command.ApproveChange::new);
  }

  Answer dismiss(Call call) throws RefusedException, IOException {
    return submit(call, Command.DismissChange::new);
  }

  private Answer submit(Call call, Kind kind) throws RefusedException, IOException {
    Members body = Members.read(call.body().read());
    Change change =
        new Change(
            body.word("kind", Change.Kind.class)
                .orElseThrow(
                    () ->
                        Members.bad(
                            "kind is missing, for example "
                                + Change.Kind.REFERENCES.name().toLowerCase(Locale.ROOT))),
            id(body.requiredText("id")),
            body.whole("version", 0, VERSION_MAX)
                .orElseThrow(() -> Members.bad("version is missing")),
            digest(body.requiredText("sha256")));
    String reason = ReasonBody.checked(body.requiredText("reason"));
    body.nothingElse();
    return commands.submit(kind.of(CommandResources.fresh(), change, call.operator(), reason));
  }

  private static String id(String id) throws RefusedException {
    if (id.isBlank() || id.length() > ID_MAX_CHARS) {
      throw Members.bad("id has 1 to " + ID_MAX_CHARS + " characters");
    }
    return id;
  }

  private static String digest(String sha256) throws RefusedException {
    if (!sha256.matches("([0-9a-f]{64})?")) {
      throw Members.bad("sha256 is 64 hexadecimal digits, or empty for what was taken away");
    }
    return sha256;
  }
}
