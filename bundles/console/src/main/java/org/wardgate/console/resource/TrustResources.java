package org.wardgate.console.resource;

import java.io.IOException;
import org.wardgate.api.DeviceId;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.trust.TrustDesk;
import org.wardgate.api.trust.TrustQuestion;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;
import org.wardgate.console.json.Answer;
import org.wardgate.console.json.TrustJson;
import org.wardgate.console.ports.Ports;

/**
 * How far a device is trusted, and how far it would be.
 *
 * @param ports the parts
 */
record TrustResources(Ports ports) {

  /** What is known and decided. */
  Answer trust(Call call) throws RefusedException {
    WardView view = ports.view().get();
    DeviceId device = DeviceResources.known(view, call).device();
    TrustView trust = view.trust(device).orElseThrow(() -> neverWeighed(device));
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", device.value());
          TrustJson.members(json, trust);
          json.writeEndObject();
        });
  }

  /** What the verdict would be under other assumptions; nothing follows from it. */
  Answer whatIf(Call call) throws RefusedException, IOException {
    Members assumed = Members.read(call.body().read());
    DeviceId device = DeviceResources.known(ports.view().get(), call).device();
    TrustDesk desk = ports.trust().get();
    TrustQuestion question = desk.question(device).orElseThrow(() -> neverWeighed(device));
    TrustVerdict now = desk.answer(question);
    TrustVerdict then = desk.answer(WhatIf.ask(question, assumed));
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", device.value());
          json.writeFieldName("now");
          TrustJson.verdict(json, now);
          json.writeFieldName("then");
          TrustJson.verdict(json, then);
          json.writeEndObject();
        });
  }

  private static RefusedException neverWeighed(DeviceId device) {
    return new RefusedException(ConsoleErrors.UNKNOWN_DEVICE, device + " was never weighed");
  }
}
