package org.wardgate.crypto.cms;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;

/**
 * Opens CMS messages that were sealed for a P-256 key: AuthEnvelopedData (RFC 5083) with AES-GCM
 * (RFC 5084) and ECDH key agreement (RFC 5753). EnvelopedData is refused: nothing in it would
 * notice a change. Stateless.
 */
public final class SealedCms {
  /** Largest message, in bytes. */
  public static final int MESSAGE_MAX_BYTES = 33 * 1024 * 1024;

  /** Recipients looked at. */
  public static final int RECIPIENTS_MAX_COUNT = 8;

  private static final String WHAT = "a sealed CMS message";
  private static final int TAG_BYTES = 16;

  private SealedCms() {}

  /**
   * Opens a message.
   *
   * @param message DER or BER
   * @param key of one of the recipients
   * @throws CryptoException MALFORMED, TOO_LARGE, TRAILING_DATA; BAD_ALGORITHM if it was sealed
   *     another way; UNTRUSTED if it is not for this key; BAD_SIGNATURE if it was changed
   */
  public static Bytes open(Bytes message, PrivateKey key) throws CryptoException {
    ASN1Primitive value = Der.readBer(message, MESSAGE_MAX_BYTES, WHAT);
    try {
      ContentInfo info = ContentInfo.getInstance(value);
      if (!CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType())) {
        throw new CryptoException(Reason.BAD_ALGORITHM, WHAT + " is not AuthEnvelopedData");
      }
      AuthEnvelopedData data = AuthEnvelopedData.getInstance(info.getContent());
      return open(data, contentKey(data.getRecipientInfos(), key));
    } catch (AEADBadTagException e) {
      throw new CryptoException(Reason.BAD_SIGNATURE, WHAT + " was changed", e);
    } catch (GeneralSecurityException e) {
      throw new CryptoException(Reason.BAD_ALGORITHM, WHAT + " cannot be opened", e);
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
    }
  }

  private static SecretKey contentKey(ASN1Set recipients, PrivateKey key)
      throws CryptoException, GeneralSecurityException, IOException {
    if (recipients.size() > RECIPIENTS_MAX_COUNT) {
      throw new CryptoException(Reason.TOO_LARGE, WHAT + " for " + recipients.size());
    }
    for (int i = 0; i < recipients.size(); i++) {
      RecipientInfo recipient = RecipientInfo.getInstance(recipients.getObjectAt(i));
      Optional<SecretKey> contentKey = KeyAgreementRecipient.unwrap(recipient.getInfo(), key);
      if (contentKey.isPresent()) {
        return contentKey.get();
      }
    }
    throw new CryptoException(Reason.UNTRUSTED, WHAT + " is not for this key");
  }

  private static Bytes open(AuthEnvelopedData data, SecretKey key)
      throws CryptoException, GeneralSecurityException, IOException {
    EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
    String algorithm = content.getContentEncryptionAlgorithm().getAlgorithm().getId();
    boolean gcm =
        algorithm.equals(NISTObjectIdentifiers.id_aes128_GCM.getId())
            || algorithm.equals(NISTObjectIdentifiers.id_aes256_GCM.getId());
    GCMParameters parameters =
        GCMParameters.getInstance(content.getContentEncryptionAlgorithm().getParameters());
    byte[] tag = data.getMac().getOctets();
    if (!gcm || parameters.getIcvLen() != TAG_BYTES || tag.length != TAG_BYTES) {
      throw new CryptoException(Reason.BAD_ALGORITHM, WHAT + " without AES-GCM and a whole tag");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, parameters.getNonce()));
    if (data.getAuthAttrs() != null) {
      // RFC 5083 §2.2
      cipher.updateAAD(data.getAuthAttrs().getEncoded(ASN1Encoding.DER));
    }
    byte[] sealed = content.getEncryptedContent().getOctets();
    byte[] start = cipher.update(sealed);
    byte[] end = cipher.doFinal(tag);
    return start == null || start.length == 0 ? Bytes.of(end) : Bytes.of(concat(start, end));
  }

  private static byte[] concat(byte[] start, byte[] end) {
    byte[] all = java.util.Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, all, start.length, end.length);
    return all;
  }
}
