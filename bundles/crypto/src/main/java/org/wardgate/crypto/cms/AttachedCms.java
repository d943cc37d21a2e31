package org.wardgate.crypto.cms;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;

/** CMS signatures with the signed content inside (RFC 5652 §5.2). Stateless. */
public final class AttachedCms {
  /** Largest message, in bytes. */
  public static final int MESSAGE_MAX_BYTES = 32 * 1024 * 1024;

  private static final String WHAT = "a signed CMS message";

  private AttachedCms() {}

  /**
   * Content and who signed it.
   *
   * @param content what was signed
   * @param signer who signed
   */
  public record Signed(Bytes content, CmsSigner signer) {}

  /**
   * Signs.
   *
   * @param chain of the key, end entity first
   * @param signingTime whole seconds
   * @throws IllegalArgumentException if the key or a certificate cannot be used
   */
  public static Bytes sign(
      Bytes content, PrivateKey key, List<X509Certificate> chain, Instant signingTime) {
    return CmsWriter.sign(content, key, chain, signingTime, true);
  }

  /**
   * Verifies and takes the content out.
   *
   * @param message DER or BER
   * @param anchors whom we trust
   * @param at the time the path must be valid at
   * @throws CryptoException as {@link DetachedCms#verify}
   */
  public static Signed verify(Bytes message, Collection<X509Certificate> anchors, Instant at)
      throws CryptoException {
    ASN1Primitive value = Der.readBer(message, MESSAGE_MAX_BYTES, WHAT);
    try {
      ContentInfo info = ContentInfo.getInstance(value);
      if (!CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " is not SignedData");
      }
      SignedData data = SignedData.getInstance(info.getContent());
      if (data.getEncapContentInfo().getContent() == null) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " has no content");
      }
      Bytes content =
          Bytes.of(
              ASN1OctetString.getInstance(data.getEncapContentInfo().getContent()).getOctets());
      return new Signed(content, DetachedCms.verify(content, detached(data), anchors, at));
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
    }
  }

  /** The same signature without its content. */
  private static Bytes detached(SignedData data) throws IOException {
    SignedData without =
        new SignedData(
            data.getDigestAlgorithms(),
            new ContentInfo(data.getEncapContentInfo().getContentType(), null),
            data.getCertificates(),
            data.getCRLs(),
            data.getSignerInfos());
    return Bytes.of(
        new ContentInfo(CMSObjectIdentifiers.signedData, without).getEncoded(ASN1Encoding.DER));
  }
}
