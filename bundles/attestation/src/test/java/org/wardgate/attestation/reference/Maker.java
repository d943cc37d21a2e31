package org.wardgate.attestation.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A manufacturer who signs reference files. */
public final class Maker {
  public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEVICE_KEY = PublicKeys.toPem(EcKeys.generateP256().getPublic());

  private final KeyPair rootKey = EcKeys.generateP256();
  private final KeyPair signerKey = EcKeys.generateP256();
  private final X509Certificate root =
      certificate("Root", rootKey, Profile.CA, Optional.empty(), rootKey);
  private final X509Certificate signer =
      certificate("Signer", signerKey, Profile.CMS_SIGNER, Optional.of(root), rootKey);

  private static X509Certificate certificate(
      String cn, KeyPair key, Profile profile, Optional<X509Certificate> issuer, KeyPair ca) {
    try {
      return CertificateIssuer.issue(
          Issue.of(
              cn,
              key.getPublic(),
              Instant.parse("2026-01-01T00:00:00Z"),
              Instant.parse("2027-01-01T00:00:00Z"),
              BigInteger.valueOf(cn.length()),
              profile),
          issuer,
          ca.getPrivate());
    } catch (CryptoException e) {
      throw new AssertionError(e);
    }
  }

  public String rootPem() {
    return Certificates.toPem(List.of(root));
  }

  /** A good file of one implementation with one attester per given UEID digit pair. */
  public static ObjectNode file(String id, long version, String... ueidBytes) {
    ObjectNode file = JSON.createObjectNode();
    file.put("id", id).put("version", version).put("manufacturer", "acme");
    file.put("implementationId", "1c".repeat(32));
    for (String ueidByte : ueidBytes) {
      attester(file, ueidByte);
    }
    file.putArray("components")
        .addObject()
        .put("type", "BL")
        .put("signerId", "51".repeat(32))
        .put("version", "1.0")
        .putArray("values")
        .add("b1".repeat(32));
    file.putObject("controls").put("isolation", true);
    return file;
  }

  public static void attester(ObjectNode file, String ueidByte) {
    file.withArray("attesters")
        .addObject()
        .put("ueid", "01" + ueidByte.repeat(32))
        .put("device", "pump-" + ueidByte)
        .put("publicKeyPem", DEVICE_KEY);
  }

  public void publish(Path directory, String name, ObjectNode file) {
    Bytes content = bytes(file.toString());
    write(directory.resolve(name), content);
    write(
        directory.resolve(name + ".p7s"),
        DetachedCms.sign(content, signerKey.getPrivate(), List.of(signer, root), NOW));
  }

  public static void write(Path file, Bytes content) {
    try {
      // A new file each time, as a rename would make: its key differs even within one clock tick.
      Files.deleteIfExists(file);
      Files.write(file, content.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
