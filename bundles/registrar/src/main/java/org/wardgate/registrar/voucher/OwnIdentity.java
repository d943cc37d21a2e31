package org.wardgate.registrar.voucher;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * This registrar as others see it.
 *
 * @param credential what it authenticates itself with, to pledges and to MASAs
 */
public record OwnIdentity(GatewayCredential credential) {
  /** The certificate a pledge sees in its handshake. */
  public X509Certificate certificate() {
    return credential.chain().get(0);
  }

  /** Its key, SubjectPublicKeyInfo in DER. */
  public Bytes key() {
    return PublicKeys.spki(certificate().getPublicKey());
  }

  /** Whether these bytes are exactly the gateway's certificate. */
  boolean isCertificate(Bytes der) {
    return Certificates.der(certificate()).equals(der);
  }

  /**
   * Whether a pledge that trusts this certificate alone trusts this gateway: it is the gateway's
   * own, or that of a CA of this ward from which the gateway's descends.
   */
  boolean descendsFrom(Bytes der, Instant now) {
    return isCertificate(der)
        || authorities()
            .filter(authority -> Certificates.der(authority).equals(der))
            .anyMatch(authority -> leadsTo(authority, now));
  }

  private Stream<X509Certificate> authorities() {
    return Stream.concat(credential.chain().stream().skip(1), credential.wardAnchors().stream());
  }

  private boolean leadsTo(X509Certificate authority, Instant now) {
    try {
      List<X509Certificate> path =
          ChainValidator.validate(
              credential.chain(), List.of(), List.of(authority), now, Usage.TLS_SERVER);
      return !path.isEmpty();
    } catch (CryptoException e) {
      return false;
    }
  }

  /** All that a MASA needs to verify this registrar's signature, its own certificate first. */
  public List<X509Certificate> bag(Instant now) {
    return Stream.concat(
            credential.chain().stream(),
            credential.wardAnchors().stream().filter(anchor -> leadsTo(anchor, now)).limit(1))
        .distinct()
        .toList();
  }

  /** Every certificate that a MASA may have pinned for this ward, also of a former CA. */
  public List<X509Certificate> pinnable() {
    return Stream.concat(credential.chain().stream(), credential.wardAnchors().stream())
        .distinct()
        .toList();
  }
}
