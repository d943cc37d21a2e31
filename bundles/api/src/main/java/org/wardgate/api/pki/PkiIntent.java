package org.wardgate.api.pki;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;

/** What the ward CA is asked to do. */
public sealed interface PkiIntent extends Intent {
  /** An intent about one device. */
  sealed interface OfDevice extends PkiIntent {
    /** The device it is about. */
    DeviceId device();
  }

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
      implements OfDevice {}

  /**
   * Revoke every certificate of the device that has not expired. Repeating it does no harm.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param device whose
   * @param reason for the CRL
   */
  record RevokeCertificates(
      CorrelationId correlationId, Instant deadline, DeviceId device, RevocationReason reason)
      implements OfDevice {}

  /**
   * Take a step of a change of the ward CA's key. Repeating it does no harm.
   *
   * @param correlationId repeated by the answer
   * @param deadline when waiting ends
   * @param step which
   */
  record RollAuthority(CorrelationId correlationId, Instant deadline, RolloverStep step)
      implements PkiIntent {}
}
