package org.wardgate.attestation.offline;

import java.security.PublicKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * The public half of a private key as RFC 5915 writes it, on P-256 only: the one form that OpenSSL
 * and the examples of RFC 9783 use, recognised byte for byte.
 */
final class Sec1Key {
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN EC PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END EC PRIVATE KEY-----");

  /** SEQUENCE, version 1, OCTET STRING of 32; then parameters P-256 and BIT STRING of a point. */
  private static final Pattern DER =
      Pattern.compile(
          "30770201010420[0-9a-f]{64}a00a06082a8648ce3d030107a14403420004"
              + "([0-9a-f]{64})([0-9a-f]{64})");

  private Sec1Key() {}

  static PublicKey publicKey(String pem) throws RefusedException, CryptoException {
    Matcher block = PEM.matcher(pem);
    if (!block.find()) {
      throw KeyFile.refused("not one PEM block EC PRIVATE KEY");
    }
    Matcher der = DER.matcher(decode(block.group(1)).hex());
    if (!der.matches()) {
      throw KeyFile.refused("not a P-256 key with its public half");
    }
    return PublicKeys.ofJwkEc("P-256", Bytes.ofHex(der.group(1)), Bytes.ofHex(der.group(2)));
  }

  private static Bytes decode(String base64) throws RefusedException {
    try {
      return Bytes.of(Base64.getMimeDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw KeyFile.refused("the PEM block is not base64");
    }
  }
}
