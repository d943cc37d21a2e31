package org.wardgate.conformity.verify;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.conformity.form.Token;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * Verifies conformity certificates as a third party does: with nothing but the ward's anchors and
 * the time. Immutable.
 */
public final class CertificateVerifier {
  /** How far the clocks of gateway and verifier may be apart. */
  public static final Duration SKEW = Duration.ofSeconds(60);

  private final List<X509Certificate> anchors;
  private final Instant at;

  /**
   * @param anchors the ward CA's certificates
   * @param at the time it must be valid at
   */
  public CertificateVerifier(Collection<X509Certificate> anchors, Instant at) {
    this.anchors = List.copyOf(anchors);
    this.at = at;
  }

  /**
   * Whether it is authentic, in time, and of that device.
   *
   * @param device whose it must be; absent means anybody's
   * @return what it says; whether the device is trusted is in there
   * @throws RefusedException MALFORMED, NOT_AUTHENTIC, NOT_IN_TIME or OTHER_DEVICE
   */
  public Claims authentic(Bytes certificate, Optional<DeviceId> device) throws RefusedException {
    Token token = token(certificate);
    Claims claims = said(token::certificate);
    signedBy(token, claims.issuer());
    times(claims.issuedAt(), claims.expiresAt(), Claims.VALIDITY_MAX_SECONDS);
    if (device.isPresent() && !device.get().equals(claims.device())) {
      throw refused(ConformityErrors.OTHER_DEVICE, "of " + claims.device());
    }
    return claims;
  }

  /**
   * Whether a status statement lets a certificate count.
   *
   * @param claims of the certificate, authentic
   * @throws RefusedException MALFORMED, NOT_AUTHENTIC, BAD_STATUS, REVOKED, NOT_IN_TIME or
   *     STATUS_UNKNOWN
   */
  public void notRevoked(Claims claims, Bytes statement) throws RefusedException {
    Token token = token(statement);
    Status status = said(token::status);
    signedBy(token, status.issuer());
    if (!status.certificateId().equals(claims.id()) || !status.issuer().equals(claims.issuer())) {
      throw refused(ConformityErrors.BAD_STATUS, "of another certificate");
    }
    try {
      times(status.issuedAt(), status.expiresAt(), Status.VALIDITY_SECONDS);
    } catch (RefusedException e) {
      throw refused(ConformityErrors.BAD_STATUS, e.detail(), e);
    }
    switch (status.state()) {
      case VALID -> {
        return;
      }
      case REVOKED ->
          throw refused(
              ConformityErrors.REVOKED,
              "since "
                  + status.since().map(Instant::toString).orElse("?")
                  + status.decision().map(one -> ", now " + one.text()).orElse(""));
      case EXPIRED -> throw refused(ConformityErrors.NOT_IN_TIME, "expired, says its gateway");
      case UNKNOWN -> throw refused(ConformityErrors.STATUS_UNKNOWN, "to " + status.issuer());
    }
  }

  /**
   * Whether it says that the device is trusted.
   *
   * @throws RefusedException NOT_TRUSTED
   */
  public static void trusted(Claims claims) throws RefusedException {
    Decision decision = claims.standing().decision();
    if (decision != Decision.TRUSTED) {
      throw refused(ConformityErrors.NOT_TRUSTED, decision.text());
    }
  }

  private static Token token(Bytes content) throws RefusedException {
    try {
      return Token.parse(content);
    } catch (CryptoException e) {
      throw refused(ConformityErrors.MALFORMED, e.reason() + ", " + e.getMessage(), e);
    }
  }

  /** Reads a part of a token. */
  private interface Reading<T> {
    T read() throws CryptoException;
  }

  private static <T> T said(Reading<T> reading) throws RefusedException {
    try {
      return reading.read();
    } catch (CryptoException e) {
      throw refused(ConformityErrors.MALFORMED, e.reason() + ", " + e.getMessage(), e);
    }
  }

  /** Devices of the ward have certificates of the same CA, but none of a server. */
  private void signedBy(Token token, String gateway) throws RefusedException {
    try {
      X509Certificate signer =
          ChainValidator.validate(token.certificates(), List.of(), anchors, at, Usage.TLS_SERVER)
              .get(0);
      if (!Certificates.subjectAttribute(signer, Attribute.COMMON_NAME)
          .equals(Optional.of(gateway))) {
        throw refused(ConformityErrors.NOT_AUTHENTIC, "signed by another than its issuer");
      }
      token.verify(signer.getPublicKey());
    } catch (CryptoException e) {
      throw refused(ConformityErrors.NOT_AUTHENTIC, e.reason() + ", " + e.getMessage(), e);
    }
  }

  private void times(Instant begin, Instant end, int validityMaxSeconds) throws RefusedException {
    if (begin.isAfter(at.plus(SKEW))) {
      throw refused(ConformityErrors.NOT_IN_TIME, "issued later, at " + begin);
    }
    if (!at.isBefore(end)) {
      throw refused(ConformityErrors.NOT_IN_TIME, "expired at " + end);
    }
    if (!end.isAfter(begin)
        || Duration.between(begin, end).compareTo(Duration.ofSeconds(validityMaxSeconds)) > 0) {
      throw refused(ConformityErrors.NOT_IN_TIME, "valid from " + begin + " to " + end);
    }
  }

  private static RefusedException refused(ErrorCode code, String detail) {
    return new RefusedException(code, detail);
  }

  private static RefusedException refused(ErrorCode code, String detail, Exception cause) {
    return new RefusedException(code, detail, cause);
  }
}
