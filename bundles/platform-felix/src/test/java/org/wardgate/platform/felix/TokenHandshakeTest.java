package org.wardgate.platform.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Mutual DTLS handshakes of a server whose key stays inside its token. */
class TokenHandshakeTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final int HANDSHAKES_COUNT = 3;

  @Test
  void shakesHandsAgainAndAgain(@TempDir Path directory) throws Exception {
    String slot = SoftHsm.newToken();
    EcProvider.install();
    DtlsConfig.register();
    OpenVault vault =
        SoftHsm.open(
            name -> directory,
            SoftHsm.configuration(slot, SoftHsm.pinFile(directory, SoftHsm.PIN)));
    try {
      StoredKey ca = vault.key("ward-ca");
      X509Certificate root = issue("ca", ca.publicKey(), Profile.CA, Optional.empty(), ca);
      StoredKey gateway = vault.key("gateway");
      X509Certificate server =
          issue("gw", gateway.publicKey(), Profile.GATEWAY, Optional.of(root), ca);
      BlockingQueue<RawData> received = new LinkedBlockingQueue<>();
      DTLSConnector connector =
          connector(root, server, gateway.privateKey(), DtlsConfig.DtlsRole.SERVER_ONLY);
      connector.setRawDataReceiver(received::add);
      connector.start();
      try {
        for (int i = 0; i < HANDSHAKES_COUNT; i++) {
          handshake(connector.getAddress(), root, ca, received);
        }
      } finally {
        connector.destroy();
      }
    } finally {
      vault.close();
      EcProvider.remove();
    }
  }

  private static void handshake(
      InetSocketAddress server, X509Certificate root, StoredKey ca, BlockingQueue<RawData> received)
      throws Exception {
    var keys = EcKeys.generateP256();
    X509Certificate device =
        issue("device", keys.getPublic(), Profile.TLS_CLIENT, Optional.of(root), ca);
    DTLSConnector client =
        connector(root, device, keys.getPrivate(), DtlsConfig.DtlsRole.CLIENT_ONLY);
    client.setRawDataReceiver(data -> {});
    try {
      client.start();
      client.send(
          RawData.outbound(new byte[] {42}, new AddressEndpointContext(server), null, false));
      assertThat(received.poll(60, TimeUnit.SECONDS)).isNotNull();
    } finally {
      client.destroy();
    }
  }

  private static X509Certificate issue(
      String name, PublicKey key, Profile profile, Optional<X509Certificate> issuer, StoredKey ca)
      throws Exception {
    Instant now = Instant.now();
    return CertificateIssuer.issue(
        Issue.of(
            name,
            key,
            now.minus(Duration.ofDays(1)),
            now.plus(Duration.ofDays(1)),
            CertificateIssuer.randomSerialNumber(),
            profile),
        issuer,
        ca.privateKey());
  }

  private static DTLSConnector connector(
      X509Certificate root, X509Certificate certificate, PrivateKey key, DtlsConfig.DtlsRole role) {
    SingleCertificateProvider identity =
        new SingleCertificateProvider(
            key, new X509Certificate[] {certificate}, List.of(CertificateType.X_509));
    // it would try SHA-1 first, for which the library keeps an engine that knows no tokens
    identity.setVerifyKeyPair(false);
    DtlsConnectorConfig.Builder builder =
        DtlsConnectorConfig.builder(new Configuration())
            .setAddress(ANY)
            .set(DtlsConfig.DTLS_ROLE, role)
            .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
            .setAsList(
                DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8)
            .setCertificateIdentityProvider(identity)
            .setAdvancedCertificateVerifier(
                StaticNewAdvancedCertificateVerifier.builder()
                    .setTrustedCertificates(root)
                    .setSupportedCertificateTypes(List.of(CertificateType.X_509))
                    .build());
    if (role == DtlsConfig.DtlsRole.SERVER_ONLY) {
      builder.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
    }
    return new DTLSConnector(builder.build());
  }
}
