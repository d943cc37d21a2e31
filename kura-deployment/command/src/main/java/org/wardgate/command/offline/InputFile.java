package org.wardgate.command.offline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertsOnly;

/** Files named on the command line. */
final class InputFile {

  /** Most that is read of a file, in bytes; more than any format here allows. */
  static final int SIZE_MAX_BYTES = 2 * 1024 * 1024;

  private InputFile() {}

  /**
   * A file's content; of a larger one only so much that every format refuses it as too large.
   *
   * @throws RefusedException {@link LauncherErrors#UNREADABLE_FILE}
   */
  static Bytes read(String name) throws RefusedException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return Bytes.of(in.readNBytes(SIZE_MAX_BYTES));
    } catch (IOException | InvalidPathException e) {
      throw new RefusedException(
          LauncherErrors.UNREADABLE_FILE, name + ": " + e.getClass().getSimpleName(), e);
    }
  }

  /**
   * The certificates of a file: PEM, DER, or certs-only PKCS #7 in DER; at least one.
   *
   * @throws RefusedException {@link LauncherErrors#BAD_CERTIFICATE}
   */
  static List<X509Certificate> certificates(String name) throws RefusedException {
    Bytes content = read(name);
    try {
      List<X509Certificate> certificates = certificates(content);
      if (certificates.isEmpty()) {
        throw new RefusedException(LauncherErrors.BAD_CERTIFICATE, name + " holds none");
      }
      return certificates;
    } catch (CryptoException e) {
      throw new RefusedException(LauncherErrors.BAD_CERTIFICATE, name + ": " + e.getMessage(), e);
    }
  }

  private static List<X509Certificate> certificates(Bytes content) throws CryptoException {
    String text = new String(content.toArray(), StandardCharsets.ISO_8859_1);
    if (text.contains("-----BEGIN ")) {
      return Certificates.ofPem(text);
    }
    try {
      return List.of(Certificates.ofDer(content));
    } catch (CryptoException e) {
      try {
        return CertsOnly.decode(content);
      } catch (CryptoException neither) {
        e.addSuppressed(neither);
        throw e;
      }
    }
  }
}
