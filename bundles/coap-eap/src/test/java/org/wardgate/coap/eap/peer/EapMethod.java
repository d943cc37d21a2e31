package org.wardgate.coap.eap.peer;

import java.util.Optional;
import org.wardgate.api.Bytes;

/** The device's side of one EAP method. Used once. */
public interface EapMethod {
  /** Its type (RFC 3748 §5). */
  int type();

  /**
   * Takes a request and gives its response.
   *
   * @param request a whole EAP request of this type
   * @return a whole EAP response; absent to be silent
   */
  Optional<Bytes> respond(Bytes request);

  /** The master session key, 64 bytes, once the method is done. */
  Optional<Bytes> msk();
}
