package org.wardgate.crypto.revocation;

import java.io.IOException;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.wardgate.api.Bytes;

/** Answers without a signature (RFC 6960 §2.3). */
public enum OcspFailure {
  /** The request does not follow the syntax. */
  MALFORMED_REQUEST(OCSPResponseStatus.MALFORMED_REQUEST),
  /** The responder cannot answer now. */
  TRY_LATER(OCSPResponseStatus.TRY_LATER),
  /** The responder knows nothing of that issuer. */
  UNAUTHORIZED(OCSPResponseStatus.UNAUTHORIZED);

  private final int status;

  OcspFailure(int status) {
    this.status = status;
  }

  /** The OCSPResponse, DER. */
  public Bytes der() {
    try {
      return Bytes.of(new OCSPResponse(new OCSPResponseStatus(status), null).getEncoded("DER"));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }
}
