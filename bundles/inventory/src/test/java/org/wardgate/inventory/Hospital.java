package org.wardgate.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
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

/** A hospital with a key to sign inventories, and a manufacturer's root. */
final class Hospital {
  static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  static final Instant SIGNER_NOT_AFTER = Instant.parse("2027-01-01T00:00:00Z");

  private final KeyPair rootKey = EcKeys.generateP256();
  private final KeyPair signerKey = EcKeys.generateP256();
  final X509Certificate root;
  private final X509Certificate signer;

  Hospital(String name) {
    root = certificate(name + " root", rootKey, Profile.CA, Optional.empty(), rootKey);
    signer =
        certificate(name + " inventory", signerKey, Profile.CMS_SIGNER, Optional.of(root), rootKey);
  }

  private static X509Certificate certificate(
      String cn,
      KeyPair key,
      Profile profile,
      Optional<X509Certificate> issuer,
      KeyPair issuerKey) {
    try {
      return CertificateIssuer.issue(
          Issue.of(
              cn,
              key.getPublic(),
              Instant.parse("2026-01-01T00:00:00Z"),
              SIGNER_NOT_AFTER,
              BigInteger.valueOf(cn.hashCode() & 0xFFFFL).add(BigInteger.ONE),
              profile),
          issuer,
          issuerKey.getPrivate());
    } catch (CryptoException e) {
      throw new AssertionError(e);
    }
  }

  Bytes sign(String content) {
    return DetachedCms.sign(bytes(content), signerKey.getPrivate(), List.of(signer, root), NOW);
  }

  String rootPem() {
    return Certificates.toPem(List.of(root));
  }

  /** Puts an inventory, its signature and the anchor into a directory. */
  InventorySource publish(Path directory, String content) {
    InventorySource source =
        new InventorySource(
            directory.resolve("inventory.json"),
            directory.resolve("inventory.json.p7s"),
            directory.resolve("anchors.pem"));
    write(source.inventory(), content.getBytes(StandardCharsets.UTF_8));
    write(source.signature(), sign(content).toArray());
    write(source.anchors(), rootPem().getBytes(StandardCharsets.UTF_8));
    return source;
  }

  static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // A new file each time, as a rename would make: its key differs even within one clock tick.
      Files.deleteIfExists(file);
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
