package org.wardgate.pki.status;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.crypto.revocation.OcspFailure;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.KeyIds;
import org.wardgate.pki.Authority;
import org.wardgate.pki.PkiSettings;
import org.wardgate.pki.Roots;
import org.wardgate.pki.register.CertificateRegister;
import org.wardgate.pki.register.RegisteredCertificate;

/** Answers from the register, to the ward's own and to anybody. Thread-safe. */
public final class Revocations implements RevocationPublisher, CertificateStatus, AutoCloseable {
  /** Most OCSP answers signed at a time; more are told to try later. */
  static final int SIGNING_MAX_COUNT = 8;

  private final CertificateRegister register;
  private final Supplier<Optional<Roots>> roots;
  private final Supplier<PkiSettings> settings;
  private final Clock clock;
  private final CrlStore crls;
  private final CrlThread crlThread;
  private final OcspResponder responder;
  private final Semaphore signing = new Semaphore(SIGNING_MAX_COUNT);

  /**
   * @param directory where the newest revocation lists are kept
   * @param roots empty until the ward CA stands
   */
  public Revocations(
      Path directory,
      CertificateRegister register,
      Supplier<Optional<Roots>> roots,
      Supplier<PkiSettings> settings,
      Clock clock) {
    this.register = register;
    this.roots = roots;
    this.settings = settings;
    this.clock = clock;
    this.crls = new CrlStore(directory, register);
    this.crlThread = new CrlThread(this::renewLists);
    this.responder = new OcspResponder(register, new ResponderKeys());
  }

  @Override
  public Status status(X509Certificate certificate) {
    Optional<RegisteredCertificate> found =
        register
            .find(certificate.getSerialNumber())
            // the gateway's own certificates prove no device
            .filter(c -> c.device().isPresent() && issued(c, certificate));
    if (found.isPresent() && found.get().revocation().isPresent()) {
      return Status.REVOKED;
    }
    // a damaged register may have lost a revocation: nothing good is said of anybody
    return found.isPresent() && !register.damaged() ? Status.GOOD : Status.UNKNOWN;
  }

  private static boolean issued(RegisteredCertificate registered, X509Certificate certificate) {
    return KeyIds.ofIssuer(certificate)
        .filter(keyId -> keyId.hex().equals(registered.issuer()))
        .isPresent();
  }

  @Override
  public Bytes crl() throws RefusedException {
    return crl(ready().issuing());
  }

  @Override
  public Bytes crl(String issuerKeyId) throws RefusedException {
    Optional<Authority> issuer = ready().ofKeyId(issuerKeyId);
    if (issuer.isEmpty()) {
      throw new RefusedException(PkiErrors.UNKNOWN_ISSUER, issuerKeyId);
    }
    return crl(issuer.get());
  }

  private Bytes crl(Authority issuer) throws RefusedException {
    return crls.last(issuer);
  }

  /** Makes the revocation lists that are due; for a thread that may wait. */
  public void renewLists() {
    roots
        .get()
        .ifPresent(
            current ->
                current
                    .all()
                    .forEach(
                        root -> crls.renew(root, clock.instant(), settings.get().crlValidity())));
  }

  /** Something was revoked: the lists are made soon, on a thread of their own. Never waits. */
  public void changed() {
    crlThread.soon();
  }

  @Override
  public Bytes ocsp(Bytes request) throws RefusedException {
    Roots current = ready();
    if (!signing.tryAcquire()) {
      return OcspFailure.TRY_LATER.der();
    }
    try {
      return responder.answer(request, current, clock.instant(), settings.get().ocspValidity());
    } finally {
      signing.release();
    }
  }

  @Override
  public String anchorsPem() {
    return roots.get().map(current -> Certificates.toPem(current.anchors())).orElse("");
  }

  private Roots ready() throws RefusedException {
    Optional<Roots> current = roots.get();
    if (current.isEmpty()) {
      throw new RefusedException(PkiErrors.CA_UNAVAILABLE, "it is not open yet");
    }
    return current.get();
  }

  /** Makes no more lists; those there are can still be asked for. */
  @Override
  public void close() {
    crlThread.close();
  }
}
