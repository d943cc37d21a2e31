package org.wardgate.references.offline;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.est.PrivateKeys;

/** Reads the key that signs a manifest. Stateless. */
public final class SigningKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]{1,4096})-----END PRIVATE KEY-----");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

  private SigningKey() {}

  /**
   * Reads an unencrypted PKCS #8 key.
   *
   * @param pem a text with one {@code PRIVATE KEY} block
   * @throws RefusedException {@code WG-REF-0017}
   */
  public static PrivateKey ofPem(Bytes pem) throws RefusedException {
    Matcher block = BLOCK.matcher(new String(pem.toArray(), StandardCharsets.US_ASCII));
    if (!block.find()) {
      throw new RefusedException(ReferenceErrors.BAD_SIGNING_KEY, "no block PRIVATE KEY");
    }
    try {
      String body = WHITE_SPACE.matcher(block.group(1)).replaceAll("");
      return PrivateKeys.ofPkcs8(Bytes.of(Base64.getDecoder().decode(body)));
    } catch (CryptoException | IllegalArgumentException e) {
      throw new RefusedException(
          ReferenceErrors.BAD_SIGNING_KEY, String.valueOf(e.getMessage()), e);
    }
  }
}
