package org.wardgate.console.resource;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.configuration.SettingsForm;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.SettingsJson;
import org.wardgate.console.ports.Ports;

/**
 * The gateway's settings: which there are, one with its values, and changing values.
 *
 * @param ports the parts
 */
record SettingsResources(Ports ports) {
  /** Largest body that carries settings, in bytes. */
  static final int BODY_MAX_BYTES = 262_144;

  private static final int PID_MAX_CHARS = 128;
  private static final Logger LOG = LoggerFactory.getLogger(SettingsResources.class);

  Answer list(Call call) throws RefusedException {
    List<SettingsForm> forms = ports.settings().get().forms();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("forms");
          for (SettingsForm form : forms) {
            SettingsJson.summary(json, form);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  Answer one(Call call) throws RefusedException {
    String pid = pid(call);
    SettingsForm form =
        ports
            .settings()
            .get()
            .form(pid)
            .orElseThrow(() -> new RefusedException(ConfigurationErrors.NO_FORM, pid));
    return Answer.ok(json -> SettingsJson.form(json, form));
  }

  Answer change(Call call) throws RefusedException, IOException {
    String pid = pid(call);
    SettingsBody body = SettingsBody.read(call.body().read(BODY_MAX_BYTES));
    SettingsForm form = ports.settings().get().change(pid, body.version(), body.values());
    LOG.info("{} changed {} of {}", call.operator(), body.values().keySet(), pid);
    return Answer.ok(json -> SettingsJson.form(json, form));
  }

  private static String pid(Call call) throws RefusedException {
    String pid = call.variables().get(0);
    if (pid.isEmpty() || pid.length() > PID_MAX_CHARS) {
      throw new RefusedException(ConfigurationErrors.NO_FORM, pid);
    }
    return pid;
  }
}
