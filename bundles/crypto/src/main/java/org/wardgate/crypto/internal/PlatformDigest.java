package org.wardgate.crypto.internal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.Digest;

/**
 * The platform's digest, for engines of Bouncy Castle: it uses the processor's instructions where
 * there are any. For one thread.
 */
final class PlatformDigest implements Digest {
  private final MessageDigest digest;

  /** Of this name. */
  PlatformDigest(String name) {
    try {
      digest = MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks " + name, e);
    }
  }

  @Override
  public String getAlgorithmName() {
    return digest.getAlgorithm();
  }

  @Override
  public int getDigestSize() {
    return digest.getDigestLength();
  }

  @Override
  public void update(byte b) {
    digest.update(b);
  }

  @Override
  public void update(byte[] content, int offset, int length) {
    digest.update(content, offset, length);
  }

  @Override
  public int doFinal(byte[] target, int offset) {
    try {
      return digest.digest(target, offset, getDigestSize());
    } catch (DigestException e) {
      throw new IllegalArgumentException("too little room for " + getAlgorithmName(), e);
    }
  }

  @Override
  public void reset() {
    digest.reset();
  }
}
