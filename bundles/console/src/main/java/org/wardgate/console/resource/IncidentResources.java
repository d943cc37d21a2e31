package org.wardgate.console.resource;

import java.io.IOException;
import java.util.List;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.view.IncidentView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.IncidentJson;
import org.wardgate.console.ports.Ports;

/**
 * Incidents, and what a person decides about the response that is proposed.
 *
 * @param ports the parts
 * @param commands the way to the command gate
 */
record IncidentResources(Ports ports, CommandResources commands) {
  private static final String ID_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  /** Makes a command. */
  private interface Kind {
    Command of(CorrelationId correlationId, String incident, String operator, String reason);
  }

  Answer list(Call call) throws RefusedException {
    List<IncidentView> incidents = ports.view().get().incidents();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          IncidentJson.incidents(json, incidents);
          json.writeEndObject();
        });
  }

  Answer answer(Call call) throws RefusedException, IOException {
    call.requirePerson();
    return submit(call, Command.AnswerIncident::new);
  }

  Answer dismiss(Call call) throws RefusedException, IOException {
    return submit(call, Command.DismissIncident::new);
  }

  private Answer submit(Call call, Kind kind) throws RefusedException, IOException {
    String reason = ReasonBody.read(call.body().read());
    String id = call.variables().get(0);
    if (!id.matches(ID_FORM)) {
      throw Members.bad("an incident's id matches " + ID_FORM);
    }
    return commands.submit(kind.of(CommandResources.fresh(), id, call.operator(), reason));
  }
}
