package org.wardgate.console.resource;

import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.view.WardView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;

/**
 * Devices that move between wards: hand one over, fetch the signed document, accept another ward's.
 *
 * @param ports the parts
 * @param commands the way to the command gate
 */
record HandoverResources(Ports ports, CommandResources commands) {

  /** As {@code GatewayIdentity.gatewayId} says. */
  private static final String GATEWAY_FORM = "[a-z0-9-]{1,64}";

  private static final int DOCUMENT_MAX_CHARS = HandoverDesk.DOCUMENT_MAX_BYTES * 4 / 3 + 4;

  /** Hands a device over to another gateway. */
  Answer handOver(Call call) throws RefusedException, IOException {
    List<String> parts =
        TextMembers.read(call.body().read(), List.of("to", "reason"), Command.REASON_MAX_CHARS * 8);
    if (!parts.get(0).matches(GATEWAY_FORM)) {
      throw new RefusedException(
          ConsoleErrors.BAD_REQUEST, "to must be a gateway's id, " + GATEWAY_FORM);
    }
    String reason = ReasonBody.checked(parts.get(1));
    DeviceId device = DeviceResources.known(ports.view().get(), call).device();
    return commands.submit(
        new Command.HandOver(
            CommandResources.fresh(), device, parts.get(0), call.operator(), reason));
  }

  /** The signed document of a device that was handed over. */
  Answer document(Call call) throws RefusedException {
    WardView view = ports.view().get();
    DeviceId device = DeviceResources.known(view, call).device();
    Bytes document =
        view.handover(device)
            .orElseThrow(() -> new RefusedException(ConsoleErrors.NO_HANDOVER, device.value()));
    String text = Base64.getEncoder().encodeToString(document.toArray());
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", device.value());
          json.writeStringField("document", text);
          json.writeEndObject();
        });
  }

  /** Hands in the document that another gateway signed. */
  Answer accept(Call call) throws RefusedException, IOException {
    String text =
        TextMembers.read(call.body().read(), List.of("document"), DOCUMENT_MAX_CHARS).get(0);
    DeviceId device = ports.handovers().get().accept(decoded(text));
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", device.value());
          json.writeEndObject();
        });
  }

  private static Bytes decoded(String text) throws RefusedException {
    try {
      return Bytes.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, "document is not Base64", e);
    }
  }
}
