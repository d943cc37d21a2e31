package org.wardgate.pki;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.pki.register.CertificateRegister;
import org.wardgate.pki.register.RegisteredCertificate;

/** Puts the gateway's own certificates into the register, so that OCSP knows them. */
record OwnCertificates(CertificateRegister register, String issuer) implements GatewayStore.Ledger {
  private static final long WAIT_SECONDS = 30;
  private static final Logger LOG = LoggerFactory.getLogger(OwnCertificates.class);

  static RegisteredCertificate registered(
      X509Certificate certificate, String issuer, Optional<DeviceId> device, Instant issuedAt) {
    return new RegisteredCertificate(
        certificate.getSerialNumber(),
        issuer,
        device,
        issuedAt.truncatedTo(ChronoUnit.SECONDS),
        certificate.getNotAfter().toInstant(),
        Optional.empty());
  }

  @Override
  public void record(X509Certificate certificate) throws RefusedException {
    Instant issuedAt = certificate.getNotBefore().toInstant();
    try {
      var unused =
          register
              .issue(registered(certificate, issuer, Optional.empty(), issuedAt), () -> true)
              .toCompletableFuture()
              .get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new RefusedException(PkiErrors.REGISTER_UNWRITABLE, "the gateway's certificate", e);
    } catch (TimeoutException e) {
      throw new RefusedException(PkiErrors.BUSY, "the register takes long", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(PkiErrors.BUSY, "the gateway stops", e);
    }
  }

  /** Takes a certificate that was made before there was a register, or before it was begun anew. */
  void importIfMissing(X509Certificate certificate) {
    if (register.damaged() || register.find(certificate.getSerialNumber()).isPresent()) {
      return;
    }
    try {
      record(certificate);
    } catch (RefusedException e) {
      LOG.warn("the gateway's certificate is not in the register: {}", e.problem().line());
    }
  }
}
