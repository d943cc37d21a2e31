package org.wardgate.integration.kura;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** Somebody who signs commands, with key and certificates in files. */
final class Operator {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

  private Operator() {}

  static void create(Path directory) throws IOException, CryptoException {
    Files.createDirectories(directory);
    KeyPair authority = EcKeys.generateP256();
    KeyPair signer = EcKeys.generateP256();
    X509Certificate anchor = issue("Operators", authority, Profile.CA, Optional.empty(), authority);
    X509Certificate certificate =
        issue("Olga", signer, Profile.CMS_SIGNER, Optional.of(anchor), authority);
    Files.writeString(anchors(directory), Certificates.toPem(List.of(anchor)));
    Files.writeString(directory.resolve("chain.pem"), Certificates.toPem(List.of(certificate)));
    Files.write(directory.resolve("key.der"), signer.getPrivate().getEncoded());
  }

  private static X509Certificate issue(
      String name,
      KeyPair keys,
      Profile profile,
      Optional<X509Certificate> issuer,
      KeyPair authority)
      throws CryptoException {
    return CertificateIssuer.issue(
        Issue.of(
            name, keys.getPublic(), FROM, UNTIL, CertificateIssuer.randomSerialNumber(), profile),
        issuer,
        authority.getPrivate());
  }

  /** Whom a gateway trusts that takes commands of this operator. */
  static Path anchors(Path directory) {
    return directory.resolve("anchors.pem");
  }

  static byte[] signed(Path directory, String command)
      throws IOException, GeneralSecurityException, CryptoException {
    PrivateKey key =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new PKCS8EncodedKeySpec(Files.readAllBytes(directory.resolve("key.der"))));
    return AttachedCms.sign(
            Bytes.of(command.getBytes(StandardCharsets.UTF_8)),
            key,
            Certificates.ofPem(Files.readString(directory.resolve("chain.pem"))),
            Instant.now())
        .toArray();
  }
}
