package org.wardgate.crypto.kdf;

import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.wardgate.api.Bytes;

/** AES-CMAC (NIST SP 800-38B, RFC 4493). Stateless. */
public final class AesCmac {
  /** Length of the code, in bytes. */
  public static final int TAG_BYTES = 16;

  private AesCmac() {}

  /**
   * The code of a message.
   *
   * @param key 16, 24 or 32 bytes
   * @return {@value #TAG_BYTES} bytes
   * @throws IllegalArgumentException if the key's length is none of these
   */
  public static Bytes tag(Bytes key, Bytes message) {
    if (key.length() != 16 && key.length() != 24 && key.length() != 32) {
      throw new IllegalArgumentException("an AES key has 16, 24 or 32 bytes");
    }
    CMac mac = new CMac(AESEngine.newInstance());
    mac.init(new KeyParameter(key.toArray()));
    byte[] content = message.toArray();
    mac.update(content, 0, content.length);
    byte[] tag = new byte[TAG_BYTES];
    mac.doFinal(tag, 0);
    return Bytes.of(tag);
  }
}
