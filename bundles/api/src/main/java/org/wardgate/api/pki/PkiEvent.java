package org.wardgate.api.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What the ward CA reports. */
public sealed interface PkiEvent extends Event {
  /** An event about one device. */
  sealed interface OfDevice extends PkiEvent {
    /** The device it is about. */
    DeviceId device();
  }

  /**
   * A certificate was issued.
   *
   * @param correlationId of the intent
   * @param device for whom
   * @param certificateDer the LDevID
   * @param notAfter its end of validity
   */
  record CertificateIssued(
      CorrelationId correlationId, DeviceId device, Bytes certificateDer, Instant notAfter)
      implements OfDevice {}

  /**
   * No certificate was issued.
   *
   * @param correlationId of the intent
   * @param device for whom
   * @param problem why
   */
  record CertificateRefused(CorrelationId correlationId, DeviceId device, Problem problem)
      implements OfDevice {}

  /**
   * Certificates are revoked, durably: the CRL and OCSP say so from now on.
   *
   * @param correlationId of the intent
   * @param device whose
   * @param serialNumbers of every revoked certificate of the device that has not expired,
   *     hexadecimal
   */
  record CertificatesRevoked(
      CorrelationId correlationId, DeviceId device, List<String> serialNumbers)
      implements OfDevice {
    /** Copies the list. */
    public CertificatesRevoked {
      serialNumbers = List.copyOf(serialNumbers);
    }
  }

  /**
   * Revocation could not be made durable.
   *
   * @param correlationId of the intent
   * @param device whose
   * @param problem why
   */
  record RevocationFailed(CorrelationId correlationId, DeviceId device, Problem problem)
      implements OfDevice {}

  /**
   * The ward CA took a step of its rollover, or refused to.
   *
   * @param correlationId of the intent
   * @param step which
   * @param anchorsSha256 the roots now published, hexadecimal fingerprints, the one that issues
   *     first
   * @param problem why the step was refused; absent if it was taken
   */
  record AuthorityRolled(
      CorrelationId correlationId,
      RolloverStep step,
      List<String> anchorsSha256,
      Optional<Problem> problem)
      implements PkiEvent {
    /** Copies the list. */
    public AuthorityRolled {
      anchorsSha256 = List.copyOf(anchorsSha256);
    }
  }
}
