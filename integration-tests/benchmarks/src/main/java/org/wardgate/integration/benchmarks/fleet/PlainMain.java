package org.wardgate.integration.benchmarks.fleet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import org.eclipse.californium.core.CoapServer;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;
import org.eclipse.californium.scandium.dtls.x509.StaticNewAdvancedCertificateVerifier;

/**
 * The same DTLS library as its makers ship it, with the JDK's own provider: what the gateway's
 * handshake is compared with. {@code PlainMain FOLDER}; the folder holds the maker's root and the
 * server's key.
 */
public final class PlainMain {
  private PlainMain() {}

  /** Serves until its standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    X509Certificate root = read(factory, folder.resolve("maker.der"));
    X509Certificate own = read(factory, folder.resolve("server.der"));
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("server.p8"))));
    CoapConfig.register();
    UdpConfig.register();
    DtlsConfig.register();
    Configuration configuration =
        Configuration.createStandardWithoutFile()
            .set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY)
            .set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 6);
    DTLSConnector connector =
        new DTLSConnector(
            DtlsConnectorConfig.builder(configuration)
                .setAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .setCertificateIdentityProvider(
                    new SingleCertificateProvider(
                        key, new X509Certificate[] {own}, CertificateType.X_509))
                .setAdvancedCertificateVerifier(
                    StaticNewAdvancedCertificateVerifier.builder()
                        .setTrustedCertificates(root)
                        .build())
                .build());
    CoapServer server = new CoapServer(configuration);
    server.addEndpoint(
        CoapEndpoint.builder().setConfiguration(configuration).setConnector(connector).build());
    server.start();
    ServerWords.serve(() -> Optional.of(connector.getAddress().getPort()).filter(p -> p > 0));
  }

  private static X509Certificate read(CertificateFactory factory, Path file) throws Exception {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) factory.generateCertificate(in);
    }
  }
}
