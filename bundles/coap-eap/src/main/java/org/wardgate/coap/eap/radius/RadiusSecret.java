package org.wardgate.coap.eap.radius;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;

/** What a RADIUS server and this client share, and what RADIUS computes with it. Thread-safe. */
public final class RadiusSecret {
  private final byte[] secret;

  /**
   * @param secret at least one byte; never logged
   */
  public RadiusSecret(Bytes secret) {
    if (secret.length() == 0) {
      throw new IllegalArgumentException("empty shared secret");
    }
    this.secret = secret.toArray();
  }

  /** MD5 over the parts, one of which is usually the secret (RFC 2865 §3, RFC 2548 §2.4.2). */
  byte[] md5(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no MD5, which RADIUS needs", e);
    }
  }

  /** MD5 over the secret and then the parts. */
  byte[] md5AfterSecret(byte[] first, byte[] second) {
    return md5(secret, first, second);
  }

  /** MD5 over the content and then the secret. */
  byte[] md5BeforeSecret(byte[] content) {
    return md5(content, secret);
  }

  /** RFC 3579 §3.2. */
  byte[] hmacMd5(byte[] packet) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(secret, "HmacMD5"));
      return mac.doFinal(packet);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no HMAC-MD5, which RADIUS needs", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RadiusSecret that && MessageDigest.isEqual(secret, that.secret);
  }

  /** Tells nothing of the secret. */
  @Override
  public int hashCode() {
    return RadiusSecret.class.hashCode();
  }

  @Override
  public String toString() {
    return "RADIUS secret";
  }
}
