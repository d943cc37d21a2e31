package org.wardgate.attestation.ear;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.jose.Jws;

/** Results as CWT (RFC 8392) and JWT (RFC 7519), signed with ES256 and nothing else. Stateless. */
public final class SignedEar {
  // RFC 9782 §6: application/eat+jwt
  private static final String JWT_TYPE = "eat+jwt";

  private SignedEar() {}

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
   * @throws RefusedException {@code WG-PRF-0012}
   */
  public static Ear ofCwt(Bytes message, PublicKey key) throws RefusedException {
    try {
      if (!(CoseMessage.parse(message, EarCborReader.LIMITS) instanceof CoseSign1 signed)) {
        throw EarCheck.refused("not signed");
      }
      if (signed.algorithm() != CoseAlgorithms.ES256
          && signed.algorithm() != CoseAlgorithms.ESP256) {
        throw EarCheck.refused("COSE algorithm " + signed.algorithm());
      }
      CoseVerifier.verify(signed, key, Bytes.EMPTY);
      return EarCborReader.read(signed.payload());
    } catch (CryptoException e) {
      throw refused(e);
    }
  }

  /**
   * Verifies and reads a JWT.
   *
   * @throws RefusedException {@code WG-PRF-0012}
   */
  public static Ear ofJwt(String message, PublicKey key) throws RefusedException {
    try {
      return EarJsonReader.read(Jws.verify(message, key));
    } catch (CryptoException e) {
      throw refused(e);
    }
  }

  private static RefusedException refused(CryptoException e) {
    return new RefusedException(ProfileErrors.BAD_RESULT, e.reason() + ": " + e.getMessage(), e);
  }
}
