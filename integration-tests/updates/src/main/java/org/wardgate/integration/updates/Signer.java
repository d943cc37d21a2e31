package org.wardgate.integration.updates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** Signs updates for one test. */
final class Signer {
  private final KeyPair keys = EcKeys.generateP256();
  private final X509Certificate anchor;
  private final List<X509Certificate> chain;

  Signer() throws CryptoException {
    KeyPair root = EcKeys.generateP256();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    anchor =
        CertificateIssuer.issue(
            issue("TEST anchor of the update campaign", root, now, Profile.CA),
            Optional.empty(),
            root.getPrivate());
    X509Certificate signer =
        CertificateIssuer.issue(
            issue("TEST signer of the update campaign", keys, now, Profile.CODE_SIGNER),
            Optional.of(anchor),
            root.getPrivate());
    chain = List.of(signer, anchor);
  }

  private static Issue issue(String name, KeyPair keys, Instant now, Profile profile) {
    return Issue.of(
        name,
        keys.getPublic(),
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(30)),
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  String anchors() {
    return Certificates.toPem(List.of(anchor));
  }

  byte[] sign(Path file) throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return DetachedCms.sign(Bytes.of(Files.readAllBytes(file)), keys.getPrivate(), chain, now)
        .toArray();
  }
}
