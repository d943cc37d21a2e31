package org.wardgate.attestation.offline;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Base64;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * Reads key files: PEM {@code PUBLIC KEY} or {@code EC PRIVATE KEY}, JWK of type {@code EC} or
 * {@code oct}, also folded as RFC 8792 prints them. Of a private key only the public half is used.
 * Stateless.
 */
final class KeyFile {
  /** Largest key file, in bytes. */
  static final int SIZE_MAX_BYTES = 16 * 1024;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** RFC 8792 §8: a backslash at the end of a line, blanks and a backslash at the next start. */
  private static final Pattern FOLD = Pattern.compile("\\\\\\r?\\n[ ]*\\\\");

  private static final Pattern FOLD_HEADER =
      Pattern.compile("\\A\\s*=+ NOTE: '\\\\\\\\' line wrapping per RFC 8792 =+\\s*");

  private KeyFile() {}

  /**
   * Reads.
   *
   * @throws RefusedException {@code WG-ATT-0025}
   */
  static VerificationKey read(String text) throws RefusedException {
    String unfolded = FOLD.matcher(FOLD_HEADER.matcher(text).replaceFirst("")).replaceAll("");
    try {
      if (unfolded.contains("-----BEGIN EC PRIVATE KEY-----")) {
        return new VerificationKey.Public(Sec1Key.publicKey(unfolded));
      }
      if (unfolded.contains("-----BEGIN")) {
        return new VerificationKey.Public(PublicKeys.ofPem(unfolded));
      }
      return jwk(JSON.readTree(unfolded));
    } catch (CryptoException e) {
      throw new RefusedException(AttestationErrors.BAD_KEY_FILE, String.valueOf(e.getMessage()), e);
    } catch (JsonProcessingException e) {
      throw refused("neither PEM nor JSON");
    }
  }

  private static VerificationKey jwk(JsonNode jwk) throws RefusedException, CryptoException {
    return switch (jwk.path("kty").asText()) {
      case "EC" ->
          new VerificationKey.Public(
              PublicKeys.ofJwkEc(jwk.path("crv").asText(), base64(jwk, "x"), base64(jwk, "y")));
      case "oct" -> new VerificationKey.Secret(base64(jwk, "k"));
      default -> throw refused("a JWK of type EC or oct is needed");
    };
  }

  private static Bytes base64(JsonNode jwk, String member) throws RefusedException {
    try {
      return Bytes.of(Base64.getUrlDecoder().decode(jwk.path(member).asText()));
    } catch (IllegalArgumentException e) {
      throw refused(member + " is not base64url");
    }
  }

  static RefusedException refused(String detail) {
    return new RefusedException(AttestationErrors.BAD_KEY_FILE, detail);
  }
}
