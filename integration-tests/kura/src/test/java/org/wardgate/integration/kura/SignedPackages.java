package org.wardgate.integration.kura;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/**
 * Signs packages as a release does, outside the framework: the gateway exchanges its own crypto.
 */
final class SignedPackages {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

  private final Path directory;
  private final KeyPair authority = EcKeys.generateP256();
  private final KeyPair signer = EcKeys.generateP256();
  private final X509Certificate anchor;
  private final X509Certificate certificate;

  SignedPackages(Path directory) throws IOException, CryptoException {
    this.directory = Files.createDirectories(directory);
    this.anchor = issue("Releases", authority, Profile.CA, Optional.empty());
    this.certificate = issue("Release", signer, Profile.CODE_SIGNER, Optional.of(anchor));
  }

  private X509Certificate issue(
      String name, KeyPair keys, Profile profile, Optional<X509Certificate> issuer)
      throws CryptoException {
    return CertificateIssuer.issue(
        Issue.of(
            name, keys.getPublic(), FROM, UNTIL, CertificateIssuer.randomSerialNumber(), profile),
        issuer,
        authority.getPrivate());
  }

  void trustedBy(Path anchors) throws IOException {
    Files.createDirectories(anchors.getParent());
    Files.writeString(anchors, Certificates.toPem(List.of(anchor)));
  }

  void write(String name, DeployablePackage content) throws IOException, CryptoException {
    byte[] bytes = content.bytes();
    Files.write(directory.resolve(name + ".dp"), bytes);
    Bytes signature =
        DetachedCms.sign(Bytes.of(bytes), signer.getPrivate(), List.of(certificate), Instant.now());
    Files.write(directory.resolve(name + ".dp.p7s"), signature.toArray());
  }
}
