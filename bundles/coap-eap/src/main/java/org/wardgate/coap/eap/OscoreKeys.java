package org.wardgate.coap.eap;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;

/**
 * The input of OSCORE, from the master session key (RFC 9820 §6.1): {@code KDF(MSK, CS | label,
 * length)}. The KDF is the expansion of HKDF with SHA-256 (RFC 5869 §2.3): an MSK is uniformly
 * random, nothing has to be extracted.
 *
 * @param masterSecret 16 bytes
 * @param masterSalt 8 bytes
 */
record OscoreKeys(Bytes masterSecret, Bytes masterSalt) {
  private static final String SECRET_LABEL = "COAP-EAP OSCORE MASTER SECRET";
  private static final String SALT_LABEL = "COAP-EAP OSCORE MASTER SALT";
  private static final int SECRET_BYTES = 16;
  private static final int SALT_BYTES = 8;
  private static final String HMAC = "HmacSHA256";

  /**
   * Derives both.
   *
   * @param msk 64 bytes
   * @param proposed the suites the gateway proposed, CBOR
   * @param chosen the suite the device chose, CBOR
   */
  static OscoreKeys derive(Bytes msk, Bytes proposed, Bytes chosen) {
    return new OscoreKeys(
        Bytes.of(expand(msk, proposed, chosen, SECRET_LABEL, SECRET_BYTES)),
        Bytes.of(expand(msk, proposed, chosen, SALT_LABEL, SALT_BYTES)));
  }

  /** One block of the expansion is enough: 32 bytes. */
  private static byte[] expand(
      Bytes msk, Bytes proposed, Bytes chosen, String label, int lengthBytes) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(msk.toArray(), HMAC));
      mac.update(proposed.toArray());
      mac.update(chosen.toArray());
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 1);
      return Arrays.copyOf(mac.doFinal(), lengthBytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }

  /** Hides both. */
  @Override
  public String toString() {
    return "OSCORE keys";
  }
}
