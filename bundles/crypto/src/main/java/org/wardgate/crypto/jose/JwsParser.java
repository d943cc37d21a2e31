package org.wardgate.crypto.jose;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.x509.Certificates;

/** Takes a message apart, strictly. Stateless. */
final class JwsParser {
  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]++)\\.([A-Za-z0-9_-]*+)\\.([A-Za-z0-9_-]++)");
  private static final int SIGNATURE_BYTES = 64;

  private JwsParser() {}

  static JwsMessage parse(String compact) throws CryptoException {
    if (compact.length() > Jws.COMPACT_MAX_CHARS) {
      throw new CryptoException(
          Reason.TOO_LARGE,
          "a JWS of " + compact.length() + " characters, allowed " + Jws.COMPACT_MAX_CHARS);
    }
    Matcher parts = COMPACT.matcher(compact);
    if (!parts.matches()) {
      // RFC 7515 §3.1, also what alg none looks like: no signature
      throw malformed("not the three Base64url parts of a signed JWS");
    }
    Bytes encodedHeader = decode(parts.group(1));
    Bytes payload = decode(parts.group(2));
    Bytes signature = decode(parts.group(3));
    FlatJson.check(encodedHeader);
    JWSHeader header = header(parts.group(1));
    if (signature.length() != SIGNATURE_BYTES) {
      throw new CryptoException(
          Reason.BAD_SIGNATURE, "an ES256 signature of " + signature.length() + " B");
    }
    return new JwsMessage(
        header.getType() == null ? "" : header.getType().getType(),
        header.getContentType() == null ? "" : header.getContentType(),
        Optional.ofNullable(header.getKeyID()),
        certificates(header),
        payload,
        compact.substring(0, parts.end(2)),
        signature);
  }

  private static JWSHeader header(String encoded) throws CryptoException {
    JWSHeader header;
    try {
      header = JWSHeader.parse(new Base64URL(encoded));
    } catch (ParseException | IllegalArgumentException e) {
      // RFC 7515 §4.1.1: alg must be there; "none" makes no JWS header for the library
      throw new CryptoException(Reason.BAD_ALGORITHM, "a JWS header without a JWS algorithm", e);
    }
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "a JWS algorithm that is not ES256");
    }
    // RFC 7515 §4.1.11: what is critical must be understood; nothing is here. RFC 7797 needs crit
    if (header.getCriticalParams() != null || header.getIncludedParams().contains("b64")) {
      throw malformed("a JWS header with critical parameters");
    }
    // RFC 7515 §4.1.2 to §4.1.5: keys, and places to fetch them from, are the attacker's choice
    if (header.getJWK() != null || header.getJWKURL() != null || header.getX509CertURL() != null) {
      throw malformed("a JWS header that brings its own key");
    }
    return header;
  }

  private static List<X509Certificate> certificates(JWSHeader header) throws CryptoException {
    List<X509Certificate> found = new ArrayList<>();
    if (header.getX509CertChain() == null) {
      return found;
    }
    for (com.nimbusds.jose.util.Base64 one : header.getX509CertChain()) {
      if (found.size() == Jws.CERTIFICATES_MAX_COUNT) {
        throw new CryptoException(
            Reason.TOO_LARGE, "more than " + Jws.CERTIFICATES_MAX_COUNT + " certificates");
      }
      try {
        found.add(Certificates.ofDer(Bytes.of(Base64.getDecoder().decode(one.toString()))));
      } catch (IllegalArgumentException e) {
        throw new CryptoException(Reason.MALFORMED, "a certificate that is not Base64", e);
      }
    }
    if (found.isEmpty()) {
      throw malformed("a certificate chain without certificates");
    }
    return found;
  }

  // the library forgives foreign characters and bits that are left over; two texts of one message
  // would be two ids of it
  private static Bytes decode(String part) throws CryptoException {
    try {
      byte[] content = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(content).equals(part)) {
        return Bytes.of(content);
      }
    } catch (IllegalArgumentException e) {
      throw new CryptoException(Reason.MALFORMED, "a JWS part that is not Base64url", e);
    }
    throw malformed("a JWS part that is not canonical Base64url");
  }

  private static CryptoException malformed(String message) {
    return new CryptoException(Reason.MALFORMED, message);
  }
}
