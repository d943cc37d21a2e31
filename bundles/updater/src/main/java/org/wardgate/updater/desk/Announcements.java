package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.cms.DetachedCms.Announced;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Usage;

/** Whose signatures announce updates. Anchors are read anew each time. Thread-safe. */
final class Announcements {
  /** How far a clock may be behind the one that signed. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final Supplier<Path> anchorsFile;
  private final Clock clock;

  Announcements(Supplier<Path> anchorsFile, Clock clock) {
    this.anchorsFile = anchorsFile;
    this.clock = clock;
  }

  /**
   * What a signature announces.
   *
   * @param id SHA-256 of the package, in hexadecimal digits
   * @param signer its certificate's subject
   */
  record Announcement(String id, String signer) {}

  Announcement verify(Bytes signature) throws RefusedException {
    if (signature.length() > UpdateDesk.SIGNATURE_MAX_BYTES) {
      throw new RefusedException(
          UpdateErrors.BAD_SIGNATURE,
          "it is longer than " + UpdateDesk.SIGNATURE_MAX_BYTES + " bytes");
    }
    Instant now = clock.instant();
    try {
      Announced announced = DetachedCms.announced(signature, anchors(), now, Usage.CODE_SIGNING);
      Instant signed =
          announced
              .signer()
              .signingTime()
              .orElseThrow(
                  () -> new RefusedException(UpdateErrors.BAD_SIGNATURE, "no signing time"));
      if (now.isBefore(signed.minus(SKEW))) {
        throw new RefusedException(
            UpdateErrors.EXPIRED, "it was signed at " + signed + ", this clock shows " + now);
      }
      return new Announcement(
          announced.sha256().hex(),
          announced.signer().certificate().getSubjectX500Principal().getName());
    } catch (CryptoException e) {
      boolean time = e.reason() == Reason.EXPIRED || e.reason() == Reason.NOT_YET_VALID;
      throw new RefusedException(
          time ? UpdateErrors.EXPIRED : UpdateErrors.BAD_SIGNATURE,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private List<X509Certificate> anchors() throws RefusedException {
    Path file = anchorsFile.get();
    try {
      Bytes pem = DurableFile.readAtMost(file, Certificates.PEM_MAX_CHARS);
      return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.US_ASCII));
    } catch (IOException | CryptoException e) {
      throw new RefusedException(
          UpdateErrors.BAD_SIGNATURE, "no good anchors in " + file + ": " + e.getMessage(), e);
    }
  }
}
