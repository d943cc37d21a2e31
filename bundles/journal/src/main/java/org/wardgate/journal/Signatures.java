package org.wardgate.journal;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import org.wardgate.api.Bytes;
import org.wardgate.api.platform.KeyVault.StoredKey;

/** ECDSA with SHA-256 over what this journal vouches for. */
final class Signatures {
  private static final String ALGORITHM = "SHA256withECDSA";

  private Signatures() {}

  static Preimage checkpoint(long sequence, Bytes chainSha256, Bytes stateSha256) {
    return new Preimage("wardgate-checkpoint-1").add(sequence).add(chainSha256).add(stateSha256);
  }

  static Preimage seal(Head head) {
    return new Preimage("wardgate-seal-1").add(head.sequence()).add(head.chainSha256());
  }

  static Preimage erasure(byte[] subject, long through) {
    return new Preimage("wardgate-erasure-1").add(subject).add(through);
  }

  static byte[] sign(StoredKey key, Preimage preimage) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key.privateKey());
      signature.update(preimage.toArray());
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key vault gave a key that cannot sign", e);
    }
  }

  /** Whether the signature is one; malformed ones are not. */
  static boolean verify(PublicKey key, Preimage preimage, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(preimage.toArray());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
