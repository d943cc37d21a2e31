package org.wardgate.crypto.ec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Scandium's mutual handshake with the suite of this project over the installed provider. */
class DtlsTest {
  private static final InetSocketAddress ANY =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @BeforeEach
  void install() {
    EcProvider.install();
    DtlsConfig.register();
  }

  @AfterEach
  void remove() {
    EcProvider.remove();
  }

  @Test
  void shakesHandsWithCcm8() throws Exception {
    TestPki root = currentRoot();
    DTLSConnector server = connector(root, Profile.TLS_SERVER, DtlsConfig.DtlsRole.SERVER_ONLY);
    DTLSConnector client = connector(root, Profile.TLS_CLIENT, DtlsConfig.DtlsRole.CLIENT_ONLY);
    CompletableFuture<RawData> received = new CompletableFuture<>();
    server.setRawDataReceiver(received::complete);
    client.setRawDataReceiver(data -> {});
    try {
      server.start();
      client.start();
      client.send(
          RawData.outbound(
              new byte[] {42}, new AddressEndpointContext(server.getAddress()), null, false));
      RawData data = received.get(60, TimeUnit.SECONDS);
      assertThat(data.getBytes()).containsExactly(42);
      assertThat(data.getSenderIdentity().getName()).contains("peer");
    } finally {
      client.destroy();
      server.destroy();
    }
  }

  private static TestPki currentRoot() throws Exception {
    var keys = EcKeys.generateP256();
    X509Certificate certificate =
        CertificateIssuer.issue(
            current("root", keys, Profile.CA), java.util.Optional.empty(), keys.getPrivate());
    return new TestPki(keys, certificate);
  }

  private static Issue current(String name, java.security.KeyPair keys, Profile profile) {
    java.time.Instant now = java.time.Instant.now();
    return Issue.of(
        name,
        keys.getPublic(),
        now.minusSeconds(3600),
        now.plusSeconds(3600),
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  private static DTLSConnector connector(TestPki root, Profile profile, DtlsConfig.DtlsRole role) {
    var keys = EcKeys.generateP256();
    X509Certificate certificate = root.issues(current("peer", keys, profile));
    DtlsConnectorConfig.Builder builder =
        DtlsConnectorConfig.builder(new Configuration())
            .set(DtlsConfig.DTLS_ROLE, role)
            .setAsList(
                DtlsConfig.DTLS_CIPHER_SUITES, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8)
            .set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false)
            .setAddress(ANY)
            .setCertificateIdentityProvider(
                new SingleCertificateProvider(
                    keys.getPrivate(), new X509Certificate[] {certificate}, CertificateType.X_509))
            .setAdvancedCertificateVerifier(
                StaticNewAdvancedCertificateVerifier.builder()
                    .setTrustedCertificates(root.certificate())
                    .build());
    if (role == DtlsConfig.DtlsRole.SERVER_ONLY) {
      builder.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
    }
    return new DTLSConnector(builder.build());
  }
}
