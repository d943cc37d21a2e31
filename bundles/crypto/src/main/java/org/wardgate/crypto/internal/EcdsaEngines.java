package org.wardgate.crypto.internal;

import org.bouncycastle.jcajce.provider.asymmetric.ec.SignatureSpi;

/**
 * Bouncy Castle's ECDSA engines with the platform's digests in place of their own, which are
 * several times slower. Each for one thread.
 */
final class EcdsaEngines {
  private static final String SHA256 = "SHA-256";
  private static final String SHA384 = "SHA-384";
  private static final String SHA512 = "SHA-512";

  private EcdsaEngines() {}

  /** SHA-256; DER. */
  static final class Der256 extends SignatureSpi.ecDSA256 {
    Der256() {
      digest = new PlatformDigest(SHA256);
    }
  }

  /** SHA-384; DER. */
  static final class Der384 extends SignatureSpi.ecDSA384 {
    Der384() {
      digest = new PlatformDigest(SHA384);
    }
  }

  /** SHA-512; DER. */
  static final class Der512 extends SignatureSpi.ecDSA512 {
    Der512() {
      digest = new PlatformDigest(SHA512);
    }
  }

  /** SHA-256; r and s side by side (IEEE P1363). */
  static final class Raw256 extends SignatureSpi.ecCVCDSA256 {
    Raw256() {
      digest = new PlatformDigest(SHA256);
    }
  }

  /** SHA-384; r and s side by side (IEEE P1363). */
  static final class Raw384 extends SignatureSpi.ecCVCDSA384 {
    Raw384() {
      digest = new PlatformDigest(SHA384);
    }
  }

  /** SHA-512; r and s side by side (IEEE P1363). */
  static final class Raw512 extends SignatureSpi.ecCVCDSA512 {
    Raw512() {
      digest = new PlatformDigest(SHA512);
    }
  }
}
