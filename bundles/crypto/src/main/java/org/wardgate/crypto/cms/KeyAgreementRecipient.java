package org.wardgate.crypto.cms;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/** The ephemeral-static ECDH way to a content key (RFC 5753 §3.1). Stateless. */
final class KeyAgreementRecipient {
  /** RFC 5753 §7.1.4: standard ECDH with the X9.63 KDF over SHA-256; what openssl cms can do. */
  static final String ECDH_SHA256 = "1.3.132.1.11.1";

  /** Key wraps and the lengths of their keys in bytes (RFC 3565 §2.3.2). */
  private static final Map<String, Integer> WRAPS =
      Map.of("2.16.840.1.101.3.4.1.5", 16, "2.16.840.1.101.3.4.1.45", 32);

  private static final int KEYS_MAX_COUNT = 8;

  private KeyAgreementRecipient() {}

  /**
   * The content key.
   *
   * @param info a recipient's information of any kind
   * @return empty if it is of another kind or not for this key
   */
  static Optional<SecretKey> unwrap(Object info, PrivateKey key)
      throws GeneralSecurityException, IOException {
    if (!(info instanceof ASN1Primitive) && !(info instanceof KeyAgreeRecipientInfo)) {
      return Optional.empty();
    }
    KeyAgreeRecipientInfo recipient = KeyAgreeRecipientInfo.getInstance(info);
    AlgorithmIdentifier algorithm = recipient.getKeyEncryptionAlgorithm();
    OriginatorPublicKey originator = recipient.getOriginator().getOriginatorKey();
    if (originator == null || !ECDH_SHA256.equals(algorithm.getAlgorithm().getId())) {
      return Optional.empty();
    }
    AlgorithmIdentifier wrap = AlgorithmIdentifier.getInstance(algorithm.getParameters());
    Integer wrapBytes = WRAPS.get(wrap.getAlgorithm().getId());
    if (wrapBytes == null) {
      return Optional.empty();
    }
    byte[] ukm =
        recipient.getUserKeyingMaterial() == null
            ? null
            : recipient.getUserKeyingMaterial().getOctets();
    byte[] agreed = agree(key, publicKey(originator));
    SecretKey wrapping = new SecretKeySpec(x963(agreed, wrap, ukm, wrapBytes), "AES");
    Arrays.fill(agreed, (byte) 0);
    return unwrap(recipient.getRecipientEncryptedKeys(), wrapping);
  }

  private static Optional<SecretKey> unwrap(ASN1Sequence keys, SecretKey wrapping)
      throws GeneralSecurityException {
    for (int i = 0; i < Math.min(keys.size(), KEYS_MAX_COUNT); i++) {
      byte[] wrapped =
          RecipientEncryptedKey.getInstance(keys.getObjectAt(i)).getEncryptedKey().getOctets();
      Optional<SecretKey> contentKey = unwrap(wrapped, wrapping);
      if (contentKey.isPresent()) {
        return contentKey;
      }
    }
    return Optional.empty();
  }

  private static Optional<SecretKey> unwrap(byte[] wrapped, SecretKey wrapping)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AESWrap");
    cipher.init(Cipher.UNWRAP_MODE, wrapping);
    try {
      return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY) instanceof SecretKey contentKey
          ? Optional.of(contentKey)
          : Optional.empty();
    } catch (InvalidKeyException e) {
      return Optional.empty(); // for somebody else: RFC 3394 checks itself
    }
  }

  /** The originator's key; its curve is the recipient's if it does not say (RFC 5753 §3.1.1). */
  private static PublicKey publicKey(OriginatorPublicKey originator)
      throws GeneralSecurityException, IOException {
    AlgorithmIdentifier p256 =
        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
    byte[] point = originator.getPublicKeyData().getOctets();
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new X509EncodedKeySpec(
                new SubjectPublicKeyInfo(p256, point).getEncoded(ASN1Encoding.DER)));
  }

  /** The shared secret. */
  static byte[] agree(PrivateKey own, PublicKey other) throws GeneralSecurityException {
    if (own instanceof ECKey ec && ec.getParams().getOrder().bitLength() != 256) {
      throw new InvalidKeyException("the recipient's key is not on P-256");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(own);
    agreement.doPhase(other, true);
    return agreement.generateSecret();
  }

  /** ANSI X9.63 KDF with SHA-256 over ECC-CMS-SharedInfo (RFC 5753 §7.2). */
  static byte[] x963(byte[] secret, AlgorithmIdentifier wrap, byte @Nullable [] ukm, int length)
      throws GeneralSecurityException, IOException {
    byte[] bits = ByteBuffer.allocate(Integer.BYTES).putInt(length * Byte.SIZE).array();
    byte[] shared = new ECCCMSSharedInfo(wrap, ukm, bits).getEncoded(ASN1Encoding.DER);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(secret);
    digest.update(new byte[] {0, 0, 0, 1});
    // at most 32 bytes are wanted: one round
    return Arrays.copyOf(digest.digest(shared), length);
  }
}
