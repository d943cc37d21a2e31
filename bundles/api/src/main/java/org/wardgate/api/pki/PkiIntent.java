package org.wardgate.api.pki;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What the ward CA is asked to do. */
public sealed interface PkiIntent extends Intent {
  /** The device it is about. */
  DeviceId device();

  /**
   * Issue an LDevID.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param device becomes the subject's common name
   * @param serial becomes the subject's serialNumber; from the inventory, never from the request
   * @param publicKeySpki SubjectPublicKeyInfo, DER
   */
  record IssueCertificate(
      CorrelationId correlationId,
      Instant deadline,
      DeviceId device,
      String serial,
      Bytes publicKeySpki)
      implements PkiIntent {}
}
