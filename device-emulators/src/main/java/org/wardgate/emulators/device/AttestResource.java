package org.wardgate.emulators.device;

import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.wardgate.api.Bytes;

/** Serves {@code wg/attest}: the gateway challenges the device while it is admitted. */
final class AttestResource extends CoapResource {
  private static final int EAT_CWT = 263;
  private static final int NONCE_BYTES = 32;

  private final Attester attester;

  AttestResource(Attester attester) {
    super("attest");
    this.attester = attester;
  }

  @Override
  public void handlePOST(CoapExchange exchange) {
    if (exchange.getRequestPayloadSize() != NONCE_BYTES) {
      exchange.respond(ResponseCode.BAD_REQUEST);
      return;
    }
    Bytes evidence = attester.evidence(Bytes.of(exchange.getRequestPayload()));
    exchange.respond(ResponseCode.CHANGED, evidence.toArray(), EAT_CWT);
  }
}
