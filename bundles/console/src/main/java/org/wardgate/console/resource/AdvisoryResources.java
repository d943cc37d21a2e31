package org.wardgate.console.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.Texts;
import org.wardgate.console.ports.Ports;

/**
 * Threat advisories: what is known, handing one in, and deciding about one that is held.
 *
 * @param ports the parts
 * @param commands the way to the command gate
 */
record AdvisoryResources(Ports ports, CommandResources commands) {

  /** Largest body that carries an advisory: 256 KiB and its signature of 64 KiB, in Base64. */
  static final int BODY_MAX_BYTES = 448 * 1024;

  private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** All that are known. */
  Answer list(Call call) throws RefusedException {
    List<AdvisoryView> advisories = ports.view().get().advisories();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("advisories");
          for (AdvisoryView advisory : advisories) {
            write(json, advisory);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** Verifies one; what follows from it is decided a moment later. */
  Answer handIn(Call call) throws RefusedException, IOException {
    List<String> parts =
        TextMembers.read(
            call.body().read(BODY_MAX_BYTES), List.of("content", "signature"), BODY_MAX_BYTES);
    Advisory advisory =
        ports.advisories().get().handIn(decoded(parts.get(0)), decoded(parts.get(1)));
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", advisory.id());
          json.writeNumberField("version", advisory.version());
          json.writeStringField("issuer", advisory.issuer());
          json.writeStringField("summary", advisory.summary());
          json.writeBooleanField("withdrawn", advisory.withdrawn());
          json.writeEndObject();
        });
  }

  private static Bytes decoded(String text) throws RefusedException {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "content is not Base64", e);
    }
  }

  Answer approve(Call call) throws RefusedException, IOException {
    call.requirePerson();
    DecisionBody body = DecisionBody.read(call.body().read());
    return commands.submit(
        new Command.ApproveAdvisory(
            CommandResources.fresh(),
            advisory(call),
            body.version(),
            call.operator(),
            body.reason()));
  }

  Answer dismiss(Call call) throws RefusedException, IOException {
    DecisionBody body = DecisionBody.read(call.body().read());
    return commands.submit(
        new Command.DismissAdvisory(
            CommandResources.fresh(),
            advisory(call),
            body.version(),
            call.operator(),
            body.reason()));
  }

  private static String advisory(Call call) throws RefusedException {
    String id = call.variables().get(0);
    if (!id.matches(ID_FORM)) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "an advisory id matches " + ID_FORM);
    }
    return id;
  }

  private static void write(JsonGenerator json, AdvisoryView advisory) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", advisory.id());
    json.writeNumberField("version", advisory.version());
    json.writeStringField("issuer", advisory.issuer());
    json.writeStringField("response", advisory.response());
    json.writeStringField("summary", advisory.summary());
    json.writeStringField("state", advisory.state().name());
    json.writeStringField("expiresAt", advisory.expiresAt().toString());
    Texts.write(json, "references", advisory.references());
    Texts.write(json, "devices", advisory.devices().stream().map(DeviceId::value).toList());
    Texts.write(json, "approvals", advisory.approvals());
    json.writeEndObject();
  }
}
