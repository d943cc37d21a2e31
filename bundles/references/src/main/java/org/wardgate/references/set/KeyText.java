package org.wardgate.references.set;

import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.references.corim.CryptoKey;

/** Decodes keys and certificates of a CoRIM. Stateless. */
final class KeyText {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  /** What comes before the point in every SubjectPublicKeyInfo on P-256 (RFC 5480). */
  private static final String P256_PREFIX =
      "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

  private static final int P256_BYTES = 91;

  private KeyText() {}

  /**
   * The SubjectPublicKeyInfo, DER. Whether the point of a P-256 key is on its curve is checked when
   * it is first used: there may be half a million of them.
   */
  static Bytes spki(CryptoKey key) throws RefusedException {
    try {
      return switch (key.kind()) {
        case KEY -> spki(key.text());
        case CERTIFICATE, PATH, DER_CERTIFICATE ->
            PublicKeys.spki(certificates(key).get(0).getPublicKey());
        default -> throw new IllegalArgumentException("neither key nor certificate");
      };
    } catch (CryptoException e) {
      throw malformed(e);
    }
  }

  /** Certificates; at least one. */
  static List<X509Certificate> certificates(CryptoKey key) throws RefusedException {
    try {
      if (key.kind() == CryptoKey.Kind.DER_CERTIFICATE) {
        return List.of(Certificates.ofDer(key.bytes()));
      }
      if (!key.text().contains("-----BEGIN")) {
        return List.of(Certificates.ofDer(base64(key.text())));
      }
      List<X509Certificate> certificates = Certificates.ofPem(key.text());
      if (certificates.isEmpty()) {
        throw new RefusedException(ReferenceErrors.MALFORMED, "a text without certificate");
      }
      return certificates;
    } catch (CryptoException e) {
      throw malformed(e);
    }
  }

  private static Bytes spki(String text) throws CryptoException, RefusedException {
    String body = text.strip();
    if (body.startsWith(BEGIN) && body.endsWith(END)) {
      body = body.substring(BEGIN.length(), body.length() - END.length());
    }
    Bytes der = base64(body);
    if (der.length() == P256_BYTES && der.hex().startsWith(P256_PREFIX)) {
      return der;
    }
    return PublicKeys.spki(PublicKeys.ofSpki(der));
  }

  private static Bytes base64(String text) throws RefusedException {
    try {
      return Bytes.of(Base64.getDecoder().decode(WHITE_SPACE.matcher(text).replaceAll("")));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ReferenceErrors.MALFORMED, "a key that is not Base64", e);
    }
  }

  private static RefusedException malformed(CryptoException e) {
    return new RefusedException(
        ReferenceErrors.MALFORMED, "a key: " + e.reason() + ": " + e.getMessage(), e);
  }
}
