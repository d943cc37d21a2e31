package org.wardgate.emulators.device;

import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.wardgate.api.Bytes;

/** Serves {@code wg/configuration}: takes what the device's maker wants it configured with. */
final class ConfigurationResource extends CoapResource {
  private final Progress progress;

  ConfigurationResource(Progress progress) {
    super("configuration");
    this.progress = progress;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    if (exchange.getRequestPayloadSize() == 0) {
      exchange.respond(ResponseCode.BAD_REQUEST);
      return;
    }
    Bytes content = Bytes.of(exchange.getRequestPayload());
    progress.done("configured", content.length() + " bytes, sha256 " + content.sha256().hex());
    exchange.respond(ResponseCode.CHANGED);
  }
}
