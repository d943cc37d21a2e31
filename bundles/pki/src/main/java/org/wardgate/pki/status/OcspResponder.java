package org.wardgate.pki.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.revocation.OcspAnswer;
import org.wardgate.crypto.revocation.OcspCertificateId;
import org.wardgate.crypto.revocation.OcspFailure;
import org.wardgate.crypto.revocation.OcspRequest;
import org.wardgate.crypto.revocation.OcspStatus;
import org.wardgate.pki.Authority;
import org.wardgate.pki.Roots;
import org.wardgate.pki.register.CertificateRegister;
import org.wardgate.pki.register.RegisteredCertificate;

/** Answers OCSP requests (RFC 6960). Thread-safe. */
final class OcspResponder {
  private final CertificateRegister register;
  private final ResponderKeys keys;
  private final OcspCache cache = new OcspCache();

  OcspResponder(CertificateRegister register, ResponderKeys keys) {
    this.register = register;
    this.keys = keys;
  }

  /** Answers; never refuses. */
  Bytes answer(Bytes encoded, Roots roots, Instant now, Duration validity) {
    OcspRequest request;
    try {
      request = OcspRequest.ofDer(encoded);
    } catch (CryptoException e) {
      return OcspFailure.MALFORMED_REQUEST.der();
    }
    Optional<Authority> issuer = issuer(request, roots);
    if (issuer.isEmpty()) {
      // RFC 6960 §2.3: this responder cannot speak for that issuer
      return OcspFailure.UNAUTHORIZED.der();
    }
    List<OcspStatus> statuses = new ArrayList<>();
    for (OcspCertificateId id : request.ids()) {
      Optional<OcspStatus> status = status(id, issuer.get());
      if (status.isEmpty()) {
        return OcspFailure.TRY_LATER.der();
      }
      statuses.add(status.get());
    }
    Optional<Bytes> known = cache.find(request, statuses, now);
    return known.isPresent() ? known.get() : sign(request, statuses, issuer.get(), now, validity);
  }

  private Bytes sign(
      OcspRequest request,
      List<OcspStatus> statuses,
      Authority issuer,
      Instant now,
      Duration validity) {
    try {
      ResponderKeys.Responder responder = keys.of(issuer, now);
      Instant begin = now.truncatedTo(ChronoUnit.SECONDS);
      OcspAnswer answer = new OcspAnswer(request, statuses, begin, begin.plus(validity));
      Bytes der = answer.sign(responder.certificate(), responder.privateKey());
      cache.keep(answer, der);
      return der;
    } catch (RefusedException e) {
      // a clock that cannot be right, or a key that cannot be used: nothing true can be said
      return OcspFailure.TRY_LATER.der();
    }
  }

  private static Optional<Authority> issuer(OcspRequest request, Roots roots) {
    for (OcspCertificateId id : request.ids()) {
      for (Authority authority : roots.all()) {
        if (id.issuedBy(authority.certificate())) {
          return Optional.of(authority);
        }
      }
    }
    return Optional.empty();
  }

  /** Absent if the register is damaged and may have lost what would have to be said. */
  private Optional<OcspStatus> status(OcspCertificateId id, Authority issuer) {
    if (!id.issuedBy(issuer.certificate())) {
      return Optional.of(new OcspStatus.Unknown());
    }
    Optional<RegisteredCertificate> found =
        register.find(id.serialNumber()).filter(c -> c.issuer().equals(issuer.keyId()));
    if (found.isPresent() && found.get().revocation().isPresent()) {
      var why = found.get().revocation().get();
      return Optional.of(new OcspStatus.Revoked(why.at(), why.reason().value()));
    }
    if (register.damaged()) {
      return Optional.empty();
    }
    return Optional.of(found.isPresent() ? new OcspStatus.Good() : new OcspStatus.Unknown());
  }
}
