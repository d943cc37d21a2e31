package org.wardgate.crypto.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;

/**
 * Seals CMS messages for a P-256 key, in the one form that {@link SealedCms} opens. Thread-safe.
 */
public final class CmsSealer {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private CmsSealer() {}

  /**
   * Seals a message with AES-256-GCM for the owner of a certificate.
   *
   * @param recipient with a key on P-256
   * @return AuthEnvelopedData (RFC 5083), DER
   * @throws CryptoException BAD_ALGORITHM if the certificate's key is another one
   */
  public static Bytes seal(Bytes content, X509Certificate recipient) throws CryptoException {
    try {
      SecretKey key = new SecretKeySpec(random(KEY_BYTES), "AES");
      byte[] nonce = random(NONCE_BYTES);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
      byte[] sealed = cipher.doFinal(content.toArray());
      int length = sealed.length - TAG_BYTES;
      EncryptedContentInfo encrypted =
          new EncryptedContentInfo(
              CMSObjectIdentifiers.data,
              new AlgorithmIdentifier(
                  NISTObjectIdentifiers.id_aes256_GCM, new GCMParameters(nonce, TAG_BYTES)),
              new DEROctetString(Arrays.copyOf(sealed, length)));
      AuthEnvelopedData data =
          new AuthEnvelopedData(
              null,
              new DERSet(new RecipientInfo(recipientInfo(key, recipient))),
              encrypted,
              null,
              new DEROctetString(Arrays.copyOfRange(sealed, length, sealed.length)),
              null);
      return Bytes.of(
          new ContentInfo(CMSObjectIdentifiers.authEnvelopedData, data)
              .getEncoded(ASN1Encoding.DER));
    } catch (GeneralSecurityException | IOException e) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "cannot be sealed for that key", e);
    }
  }

  /** RFC 5753 §3.1: an ephemeral key of ours with the recipient's. */
  private static KeyAgreeRecipientInfo recipientInfo(SecretKey key, X509Certificate recipient)
      throws GeneralSecurityException, IOException {
    KeyPair ephemeral = EcKeys.generateP256();
    AlgorithmIdentifier wrap = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);
    byte[] agreed = KeyAgreementRecipient.agree(ephemeral.getPrivate(), recipient.getPublicKey());
    byte[] wrapping = KeyAgreementRecipient.x963(agreed, wrap, null, KEY_BYTES);
    Arrays.fill(agreed, (byte) 0);
    Cipher cipher = Cipher.getInstance("AESWrap");
    cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(wrapping, "AES"));
    Certificate certificate = Certificate.getInstance(Certificates.der(recipient).toArray());
    SubjectPublicKeyInfo own = SubjectPublicKeyInfo.getInstance(ephemeral.getPublic().getEncoded());
    return new KeyAgreeRecipientInfo(
        new OriginatorIdentifierOrKey(
            new OriginatorPublicKey(own.getAlgorithm(), own.getPublicKeyData().getBytes())),
        null,
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(KeyAgreementRecipient.ECDH_SHA256), wrap),
        new DERSequence(
            new RecipientEncryptedKey(
                new KeyAgreeRecipientIdentifier(
                    new IssuerAndSerialNumber(
                        certificate.getIssuer(), certificate.getSerialNumber().getValue())),
                new DEROctetString(cipher.wrap(key)))));
  }

  private static byte[] random(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
