package org.wardgate.crypto.jose;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.Signatures;
import org.wardgate.crypto.x509.Certificates;

/**
 * JWS in compact form (RFC 7515 §3.1), signed with ES256 (RFC 7518 §3.4) and nothing else. The
 * algorithm must be named by the header and is never chosen by it; no key, certificate or address
 * inside a message is trusted. Stateless.
 */
public final class Jws {
  /** Longest message, in characters. */
  public static final int COMPACT_MAX_CHARS = 65_536;

  /** Most certificates in one header. */
  public static final int CERTIFICATES_MAX_COUNT = 8;

  // RFC 7518 §3.4: r and s, not DER
  private static final String ES256 = "SHA256withECDSAinP1363Format";

  private Jws() {}

  /**
   * Signs.
   *
   * @param payload any bytes
   * @param type the header's {@code typ}, for example {@code JWT}
   * @param key on P-256
   * @param chain written as {@code x5c}, the signer's certificate first; may be empty
   * @throws IllegalArgumentException if the key cannot sign with ES256, or the chain is too long
   */
  public static String sign(
      Bytes payload, String type, PrivateKey key, List<X509Certificate> chain) {
    return sign(payload, type, "", key, chain);
  }

  /** As the other form, with a {@code cty} unless it is empty. */
  public static String sign(
      Bytes payload, String type, String contentType, PrivateKey key, List<X509Certificate> chain) {
    if (chain.size() > CERTIFICATES_MAX_COUNT) {
      throw new IllegalArgumentException("a chain of " + chain.size() + " certificates");
    }
    JWSHeader.Builder header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type));
    if (!contentType.isEmpty()) {
      header.contentType(contentType);
    }
    if (!chain.isEmpty()) {
      // RFC 7515 §4.1.6: Base64, not Base64url
      header.x509CertChain(
          chain.stream().map(one -> Base64.encode(Certificates.der(one).toArray())).toList());
    }
    String input =
        header.build().toBase64URL() + "." + Base64URL.encode(payload.toArray()).toString();
    byte[] signature = Signatures.sign(ES256, key, input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Base64URL.encode(signature);
  }

  /**
   * Takes a message apart; believes none of it.
   *
   * @throws CryptoException TOO_LARGE; MALFORMED if it is not three parts of canonical Base64url
   *     with a flat JSON header, or the header is critical, brings a key or an address of one;
   *     DUPLICATE_KEY if a header member occurs twice; BAD_ALGORITHM if it is not ES256
   */
  public static JwsMessage parse(String compact) throws CryptoException {
    return JwsParser.parse(compact);
  }

  /**
   * Verifies; returning normally is the only good answer.
   *
   * @param key on P-256
   * @throws CryptoException BAD_SIGNATURE; BAD_ALGORITHM or WEAK_KEY if the key is not for ES256
   */
  public static void verify(JwsMessage message, PublicKey key) throws CryptoException {
    KeyPolicy.check(key);
    if (!KeyPolicy.isOn(NamedCurve.P256, key)) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "the key is not for ES256");
    }
    Signatures.verify(
        ES256,
        key,
        message.signingInput().getBytes(StandardCharsets.US_ASCII),
        message.signature().toArray());
  }

  /**
   * Parses and verifies.
   *
   * @return the payload
   * @throws CryptoException as both
   */
  public static Bytes verify(String compact, PublicKey key) throws CryptoException {
    JwsMessage message = parse(compact);
    verify(message, key);
    return message.payload();
  }
}
