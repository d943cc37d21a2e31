package org.wardgate.crypto.cose;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;

/** HMAC with SHA-256 on the platform's provider. Stateless. */
final class HmacSha256 {
  private static final String NAME = "HmacSHA256";

  private HmacSha256() {}

  static Bytes tag(Bytes key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(NAME);
      mac.init(new SecretKeySpec(key.toArray(), NAME));
      return Bytes.of(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Java platform lacks " + NAME, e);
    }
  }
}
