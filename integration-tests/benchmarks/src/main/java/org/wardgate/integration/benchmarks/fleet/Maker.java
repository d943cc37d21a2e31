package org.wardgate.integration.benchmarks.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A manufacturer and its devices, each with a key and an IDevID of its own. */
final class Maker {
  private final KeyPair keys;
  private final X509Certificate root;

  Maker() throws GeneralSecurityException, CryptoException {
    keys = EcKeys.generateP256();
    root =
        CertificateIssuer.issue(issue("Maker root", keys, Profile.CA), none(), keys.getPrivate());
  }

  private static Optional<X509Certificate> none() {
    return Optional.empty();
  }

  private static Issue issue(String name, KeyPair of, Profile profile) {
    return Issue.of(
        name,
        of.getPublic(),
        Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS),
        Issue.NO_EXPIRY,
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  /** Writes the root where a server reads it; in DER and in PEM. */
  void writeRoot(Path folder) throws IOException {
    byte[] der = Certificates.der(root).toArray();
    Files.write(folder.resolve("maker.der"), der);
    Files.writeString(folder.resolve("maker.pem"), pem("CERTIFICATE", der));
  }

  static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  static X509Certificate readRoot(Path folder) throws IOException, CryptoException {
    return Certificates.ofDer(Bytes.of(Files.readAllBytes(folder.resolve("maker.der"))));
  }

  X509Certificate root() {
    return root;
  }

  /** Devices 0 to {@code count − 1}. */
  List<Device> devices(int count) throws GeneralSecurityException, CryptoException {
    List<Device> made = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      KeyPair own = EcKeys.generateP256();
      X509Certificate idevid =
          CertificateIssuer.issue(
              issue("device " + i, own, Profile.TLS_CLIENT).withSubjectSerial(Device.serial(i)),
              Optional.of(root),
              keys.getPrivate());
      made.add(new Device(i, own, idevid));
    }
    return made;
  }

  /** A server's certificate of the same root, for the servers that ours is compared with. */
  Device server() throws GeneralSecurityException, CryptoException {
    KeyPair own = EcKeys.generateP256();
    return new Device(
        0,
        own,
        CertificateIssuer.issue(
            issue("server", own, Profile.TLS_SERVER), Optional.of(root), keys.getPrivate()));
  }
}
