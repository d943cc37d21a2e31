package org.wardgate.transport.coap;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.identity.GatewayCredential;

/**
 * Shows the gateway's certificate of the moment: a renewed one serves the next handshake, and no
 * session has to end for it.
 */
final class CredentialProvider implements CertificateProvider {
  private final Supplier<Optional<GatewayCredential>> credential;

  CredentialProvider(Supplier<Optional<GatewayCredential>> credential) {
    this.credential = credential;
  }

  @Override
  public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
    return List.of(CertificateKeyAlgorithm.EC);
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.X_509);
  }

  @Override
  public CertificateIdentityResult requestCertificateIdentity(
      ConnectionId connection,
      boolean client,
      @Nullable List<X500Principal> issuers,
      @Nullable ServerNames serverNames,
      @Nullable List<CertificateKeyAlgorithm> keyAlgorithms,
      @Nullable List<SignatureAndHashAlgorithm> signatureAlgorithms,
      @Nullable List<SupportedGroup> curves) {
    return credential
        .get()
        .map(c -> new CertificateIdentityResult(connection, c.privateKey(), c.chain()))
        .orElseGet(() -> new CertificateIdentityResult(connection));
  }

  @Override
  public void setResultHandler(HandshakeResultHandler resultHandler) {
    // results are returned, never handed over later
  }
}
