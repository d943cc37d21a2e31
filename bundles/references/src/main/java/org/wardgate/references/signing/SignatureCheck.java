package org.wardgate.references.signing;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.references.corim.SignedCorim;

/**
 * Finds which of the certificates inside a manifest signed it. Says nothing of trust. Stateless.
 */
public final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * Verifies the signature.
   *
   * @return the signer's certificate first, then the others that the manifest carries
   * @throws RefusedException {@code WG-REF-0002} if none of them signed it
   */
  public static List<X509Certificate> signerFirst(SignedCorim corim) throws RefusedException {
    if (corim.certificates().isEmpty()) {
      throw new RefusedException(
          ReferenceErrors.BAD_SIGNATURE, "the header carries no certificate (x5chain)");
    }
    CryptoException failure =
        new CryptoException(Reason.BAD_SIGNATURE, "no certificate fits the signature");
    for (X509Certificate candidate : corim.certificates()) {
      try {
        CoseVerifier.verify(corim.message(), candidate.getPublicKey(), Bytes.EMPTY);
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(candidate);
        corim.certificates().stream().filter(one -> !one.equals(candidate)).forEach(chain::add);
        return chain;
      } catch (CryptoException e) {
        failure = e;
      }
    }
    throw new RefusedException(
        ReferenceErrors.BAD_SIGNATURE, failure.reason() + ": " + failure.getMessage(), failure);
  }
}
