package org.wardgate.device.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.platform.KeyVault.StoredKey;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** The key that deliveries are sealed for, and its certificate as a file for the operator. */
final class Recipient {
  /** Name of the key in the vault. */
  static final String ALIAS = "device-keys";

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Recipient() {}

  /**
   * The private key; makes it at first use, and writes its certificate to the file.
   *
   * @throws RefusedException if the vault or the file cannot be used
   */
  static PrivateKey of(KeyVault vault, Path certificateFile, Clock clock) throws RefusedException {
    StoredKey key = vault.key(ALIAS);
    X509Certificate certificate;
    if (key.chain().isEmpty()) {
      certificate = certify(key, clock);
      vault.storeChain(ALIAS, List.of(certificate));
    } else {
      certificate = key.chain().get(0);
    }
    publish(certificate, certificateFile);
    return key.privateKey();
  }

  private static X509Certificate certify(StoredKey key, Clock clock) throws RefusedException {
    try {
      return CertificateIssuer.issue(
          Issue.of(
              "Wardgate device keys",
              key.publicKey(),
              clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1)),
              Issue.NO_EXPIRY,
              CertificateIssuer.randomSerialNumber(),
              Profile.IDEVID),
          Optional.empty(),
          key.privateKey());
    } catch (CryptoException e) {
      throw new RefusedException(OnboardingErrors.KEYS_NOT_KEPT, "no certificate: " + e, e);
    }
  }

  private static void publish(X509Certificate certificate, Path file) throws RefusedException {
    try {
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + LINES.encodeToString(certificate.getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      Bytes content = Bytes.of(pem.getBytes(StandardCharsets.US_ASCII));
      // asked for at every look at the delivery: the disk is not to wear
      if (!Files.exists(file) || !DurableFile.readAtMost(file, content.length()).equals(content)) {
        DurableFile.write(file, content);
      }
    } catch (CertificateEncodingException | IOException e) {
      throw new RefusedException(OnboardingErrors.KEYS_NOT_KEPT, file + ": " + e, e);
    }
  }
}
