package org.wardgate.attestation.ear;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.jose.Jws;
import org.wardgate.crypto.jose.JwsMessage;

/** Results as CWT (RFC 8392) and JWT (RFC 7519), signed with ES256 and nothing else. Stateless. */
public final class SignedEar {
  // RFC 9782 §6: application/eat+jwt
  private static final String JWT_TYPE = "eat+jwt";

  private static final String MEDIA_TYPE_PREFIX = "application/";
  private static final Duration SKEW_MAX = Duration.ofMinutes(1);

  private SignedEar() {}

  /**
   * How old a result may be.
   *
   * @param now the reader's time
   * @param atMost since it was issued; one from more than a minute ahead is refused, too
   */
  public record Age(Instant now, Duration atMost) {
    private Ear require(Ear ear) throws RefusedException {
      Instant issued;
      try {
        issued = Instant.ofEpochSecond(ear.issuedAtSeconds());
      } catch (DateTimeException e) {
        throw EarCheck.refused("issued at " + ear.issuedAtSeconds());
      }
      if (issued.isAfter(now.plus(SKEW_MAX)) || issued.isBefore(now.minus(atMost))) {
        throw EarCheck.refused("issued at " + issued + ", read at " + now);
      }
      return ear;
    }
  }

  /**
   * As CWT, a tagged COSE_Sign1.
   *
   * @throws IllegalArgumentException if the key is not on P-256
   */
  public static Bytes cwt(Ear ear, PrivateKey key) {
    return CoseSigner.sign1(EarCbor.write(ear), key, CoseAlgorithms.ES256);
  }

  /**
   * As JWT in compact form.
   *
   * @throws IllegalArgumentException if the key is not on P-256
   */
  public static String jwt(Ear ear, PrivateKey key) {
    Bytes claims = Bytes.of(EarJson.write(ear).getBytes(StandardCharsets.UTF_8));
    return Jws.sign(claims, JWT_TYPE, key, List.of());
  }

  /**
   * Verifies and reads a CWT.
   *
   * @param age how old it may be
   * @throws RefusedException {@code WG-PRF-0012}
   */
  public static Ear ofCwt(Bytes message, PublicKey key, Age age) throws RefusedException {
    try {
      if (!(CoseMessage.parse(message, EarCborReader.LIMITS) instanceof CoseSign1 signed)) {
        throw EarCheck.refused("not signed");
      }
      if (signed.algorithm() != CoseAlgorithms.ES256
          && signed.algorithm() != CoseAlgorithms.ESP256) {
        throw EarCheck.refused("COSE algorithm " + signed.algorithm());
      }
      CoseVerifier.verify(signed, key, Bytes.EMPTY);
      return age.require(EarCborReader.read(signed.payload()));
    } catch (CryptoException e) {
      throw refused(e);
    }
  }

  /**
   * Verifies and reads a JWT, whose {@code typ} must say that it is one of these.
   *
   * @param age how old it may be
   * @throws RefusedException {@code WG-PRF-0012}
   */
  public static Ear ofJwt(String message, PublicKey key, Age age) throws RefusedException {
    try {
      JwsMessage parsed = Jws.parse(message);
      // RFC 7515 §4.1.9: a media type, whose "application/" may be left out
      String type = parsed.type().toLowerCase(Locale.ROOT);
      if (!type.equals(JWT_TYPE) && !type.equals(MEDIA_TYPE_PREFIX + JWT_TYPE)) {
        throw EarCheck.refused("typ " + Problem.clean(parsed.type()));
      }
      Jws.verify(parsed, key);
      return age.require(EarJsonReader.read(parsed.payload()));
    } catch (CryptoException e) {
      throw refused(e);
    }
  }

  private static RefusedException refused(CryptoException e) {
    return new RefusedException(ProfileErrors.BAD_RESULT, e.reason() + ": " + e.getMessage(), e);
  }
}
