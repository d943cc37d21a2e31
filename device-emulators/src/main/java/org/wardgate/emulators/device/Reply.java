package org.wardgate.emulators.device;

import java.nio.charset.StandardCharsets;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.wardgate.api.Bytes;

/**
 * A CoAP response.
 *
 * @param code its code
 * @param contentFormat of the payload, −1 if it has none
 * @param payload empty if it has none
 * @param maxAgeSeconds RFC 7252 §5.10.5
 */
record Reply(ResponseCode code, int contentFormat, Bytes payload, long maxAgeSeconds) {
  static Reply of(CoapResponse response) {
    byte[] payload = response.getPayload();
    return new Reply(
        response.getCode(),
        response.getOptions().getContentFormat(),
        payload == null ? Bytes.EMPTY : Bytes.of(payload),
        response.getOptions().getMaxAge());
  }

  boolean success() {
    return code.isSuccess();
  }

  boolean later() {
    return code == ResponseCode.SERVICE_UNAVAILABLE;
  }

  /** What the gateway says went wrong. */
  String problem() {
    String text = new String(payload.toArray(), StandardCharsets.UTF_8);
    return text.isBlank() ? code.toString() : code + " " + text;
  }

  /** This reply if it is a success. */
  Reply orRefusal(String step) throws Refusal {
    if (!success()) {
      throw new Refusal(step, problem());
    }
    return this;
  }
}
