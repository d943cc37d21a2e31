package org.wardgate.integration.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A hospital with one manufacturer and one pump, made fresh: keys, inventory, device files. */
public final class TestSite {
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

  private TestSite() {}

  /**
   * Writes everything below a directory: {@code inventory/…}, {@code pump/…}, and empty folders.
   */
  public static void write(Path instance) throws IOException, CryptoException {
    KeyPair hospital = EcKeys.generateP256();
    X509Certificate hospitalCa = authority("Hospital", hospital);
    KeyPair signer = EcKeys.generateP256();
    X509Certificate signerCertificate =
        CertificateIssuer.issue(
            Issue.of(
                "Inventory",
                signer.getPublic(),
                FROM,
                UNTIL,
                CertificateIssuer.randomSerialNumber(),
                Profile.CMS_SIGNER),
            Optional.of(hospitalCa),
            hospital.getPrivate());
    KeyPair maker = EcKeys.generateP256();
    X509Certificate makerCa = authority("Acme", maker);
    writePump(instance.resolve("pump"), makerCa, maker);
    Files.createDirectories(instance.resolve("mud"));
    Path inventory = Files.createDirectories(instance.resolve("inventory"));
    byte[] list = inventory(makerCa).getBytes(StandardCharsets.UTF_8);
    Files.write(inventory.resolve("inventory.json"), list);
    Bytes signature =
        DetachedCms.sign(
            Bytes.of(list), signer.getPrivate(), List.of(signerCertificate), Instant.now());
    Files.write(inventory.resolve("inventory.json.p7s"), signature.toArray());
    String anchors = Certificates.toPem(List.of(hospitalCa));
    Files.writeString(inventory.resolve("anchors.pem"), anchors);
    for (String folder : List.of("references", "profiles", "vulnerabilities")) {
      Files.createDirectories(instance.resolve(folder));
    }
  }

  /** Removes what an earlier run left. */
  public static void erase(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void writePump(Path directory, X509Certificate makerCa, KeyPair maker)
      throws IOException, CryptoException {
    Files.createDirectories(directory);
    KeyPair pump = EcKeys.generateP256();
    X509Certificate idevid =
        CertificateIssuer.issue(
            Issue.of(
                    "pump",
                    pump.getPublic(),
                    FROM,
                    Issue.NO_EXPIRY,
                    CertificateIssuer.randomSerialNumber(),
                    Profile.IDEVID)
                .withSubjectSerial("SN-1")
                .withMudUrl("https://mud.acme.example/pump.json"),
            Optional.of(makerCa),
            maker.getPrivate());
    String key =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pump.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Files.writeString(directory.resolve("pump.key"), key);
    Files.writeString(directory.resolve("pump.pem"), Certificates.toPem(List.of(idevid)));
    Files.writeString(directory.resolve("maker.pem"), Certificates.toPem(List.of(makerCa)));
  }

  private static X509Certificate authority(String name, KeyPair keys) throws CryptoException {
    return CertificateIssuer.issue(
        Issue.of(
            name,
            keys.getPublic(),
            FROM,
            UNTIL,
            CertificateIssuer.randomSerialNumber(),
            Profile.CA),
        Optional.empty(),
        keys.getPrivate());
  }

  private static String inventory(X509Certificate makerCa) {
    String anchor = Certificates.toPem(List.of(makerCa)).replace("\n", "\\n");
    return """
        {"version":1,"issuedAt":"%s",
         "classes":[{"name":"infusion-pump","requiredTrust":0.7,"uncertaintyMax":0.5,
                     "challengePeriodSeconds":10,"missedPeriodsMax":3}],
         "manufacturers":[{"id":"acme","name":"Acme","idevidAnchors":["%s"],
                     "idevidIntermediates":[],"mudSigners":["%s"],
                     "mudAuthorities":["mud.acme.example"]}],
         "devices":[{"id":"pump-1","name":"Pump 1","class":"infusion-pump","manufacturer":"acme",
                     "serial":"SN-1","lifeSupport":false,"therapyFloor":[]}]}
        """
        .formatted(Instant.now(), anchor, anchor);
  }
}
