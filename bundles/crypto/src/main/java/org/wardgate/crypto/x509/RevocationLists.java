package org.wardgate.crypto.x509;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.Pem;
import org.wardgate.crypto.internal.Signatures;

/** Reads certificate revocation lists (RFC 5280 §5). Reading is not trusting. Stateless. */
public final class RevocationLists {
  /** Largest list, in bytes. */
  public static final int DER_MAX_BYTES = 1024 * 1024;

  /** Longest PEM text, in characters. */
  public static final int PEM_MAX_CHARS = 1536 * 1024;

  /** Most lists in one text. */
  public static final int PEM_MAX_COUNT = 16;

  private static final String LABEL = "X509 CRL";
  private static final String WHAT = "a revocation list";
  private static final String DELTA_INDICATOR = "2.5.29.27";
  private static final int CRL_SIGN = 6;

  private RevocationLists() {}

  /**
   * Reads all {@code X509 CRL} blocks of a text; blocks of other kinds are skipped.
   *
   * @throws CryptoException TOO_LARGE, TRAILING_DATA or MALFORMED
   */
  public static List<X509CRL> ofPem(String pem) throws CryptoException {
    List<X509CRL> lists = new ArrayList<>();
    for (Pem.Block block : Pem.read(pem, PEM_MAX_CHARS, PEM_MAX_COUNT)) {
      if (!block.label().equals(LABEL)) {
        continue;
      }
      Der.readBer(block.content(), DER_MAX_BYTES, WHAT);
      try {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        lists.add(
            (X509CRL) factory.generateCRL(new ByteArrayInputStream(block.content().toArray())));
      } catch (CertificateException
          | CRLException
          | IllegalArgumentException
          | IllegalStateException e) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
      }
    }
    return List.copyOf(lists);
  }

  /**
   * Checks that a CA issued a complete list of its own certificates. The list's age is not looked
   * at.
   *
   * @throws CryptoException UNTRUSTED if the names differ; MALFORMED for a delta, indirect or
   *     partial list; BAD_USAGE if the CA may not sign lists; WEAK_KEY, BAD_ALGORITHM,
   *     BAD_SIGNATURE
   */
  public static void verify(X509CRL list, X509Certificate issuer) throws CryptoException {
    if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      throw new CryptoException(Reason.UNTRUSTED, WHAT + " of another CA");
    }
    // RFC 5280 §5.2: critical are the parameters of partial and indirect lists
    if (list.hasUnsupportedCriticalExtension()
        || list.getExtensionValue(DELTA_INDICATOR) != null
        || !(list.getCriticalExtensionOIDs() == null
            || list.getCriticalExtensionOIDs().isEmpty())) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " that is not complete by itself");
    }
    boolean[] usage = issuer.getKeyUsage();
    if (issuer.getBasicConstraints() < 0 || (usage != null && !usage[CRL_SIGN])) {
      throw new CryptoException(Reason.BAD_USAGE, WHAT + " of somebody who may not sign any");
    }
    KeyPolicy.check(issuer.getPublicKey());
    try {
      Signatures.verify(
          Signatures.nameOf(list.getSigAlgOID()),
          issuer.getPublicKey(),
          list.getTBSCertList(),
          list.getSignature());
    } catch (CRLException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " that cannot be encoded", e);
    }
  }
}
