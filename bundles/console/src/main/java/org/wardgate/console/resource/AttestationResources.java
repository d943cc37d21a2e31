package org.wardgate.console.resource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalCases;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ProfileDesk;
import org.wardgate.api.attestation.reference.ReferenceDesk;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.IncidentJson;
import org.wardgate.console.ports.Ports;

/**
 * What appraisals rest on: cases that were kept, protection profiles and their trials, and
 * reference values that are handed in.
 *
 * @param ports the parts
 */
record AttestationResources(Ports ports) {
  /** Largest profile, in bytes, and the quotes and escapes that carry it. */
  static final int PROFILE_BODY_MAX_BYTES = 512 * 1024;

  /**
   * Largest body that carries reference values, in Base64: 4 MiB of them. Larger ones are files.
   */
  static final int REFERENCE_BODY_MAX_BYTES = 6 * 1024 * 1024;

  private static final String CASE_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

  Answer cases(Call call) throws RefusedException {
    List<AppraisalCases.Summary> cases = ports.cases().get().list();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("cases");
          for (AppraisalCases.Summary one : cases) {
            IncidentJson.summary(json, one);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** A case whole, as it can be replayed elsewhere. */
  Answer oneCase(Call call) throws RefusedException {
    String id = call.variables().get(0);
    if (!id.matches(CASE_FORM)) {
      throw Members.bad("a case's id matches " + CASE_FORM);
    }
    Bytes file =
        ports
            .cases()
            .get()
            .file(id)
            .orElseThrow(() -> new RefusedException(ConsoleErrors.NO_CASE, id));
    String text = new String(file.toArray(), StandardCharsets.UTF_8);
    return Answer.ok(json -> json.writeRaw(text));
  }

  Answer profiles(Call call) throws RefusedException {
    List<String> profiles = ports.profiles().get().profiles();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("profiles");
          for (String one : profiles) {
            json.writeString(one);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** The body is the profile itself. */
  Answer dryRun(Call call) throws RefusedException, IOException {
    Bytes profile = Bytes.of(call.body().read(PROFILE_BODY_MAX_BYTES));
    List<ProfileDesk.Trial> trials = ports.profiles().get().dryRun(profile);
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("devices");
          for (ProfileDesk.Trial trial : trials) {
            json.writeStartObject();
            json.writeStringField("id", trial.device().value());
            json.writeStringField("now", trial.now().name());
            json.writeStringField("then", trial.then().name());
            json.writeStringField("because", trial.because());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  Answer references(Call call) throws RefusedException {
    List<String> inForce = ports.references().get().inForce();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("references");
          for (String one : inForce) {
            json.writeString(one);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /** Verifies a signed CoRIM; what follows from it is decided a moment later. */
  Answer handIn(Call call) throws RefusedException, IOException {
    String content =
        TextMembers.read(
                call.body().read(REFERENCE_BODY_MAX_BYTES),
                List.of("content"),
                REFERENCE_BODY_MAX_BYTES)
            .get(0);
    Change change = ports.references().get().handIn(decoded(content));
    return Answer.ok(
        json -> {
          json.writeStartObject();
          IncidentJson.members(json, change);
          json.writeEndObject();
        });
  }

  private static Bytes decoded(String text) throws RefusedException {
    try {
      Bytes content = Bytes.of(Base64.getDecoder().decode(text));
      if (content.length() > ReferenceDesk.FILE_MAX_BYTES) {
        throw new RefusedException(ConsoleErrors.BODY_TOO_LARGE, content.length() + " bytes");
      }
      return content;
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "content is not Base64", e);
    }
  }
}
