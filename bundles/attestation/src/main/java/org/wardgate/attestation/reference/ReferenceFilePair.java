package org.wardgate.attestation.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.x509.Certificates;

/**
 * A reference file and its detached signature beside it.
 *
 * @param json the file; the signature has the same name and {@code .p7s}
 */
record ReferenceFilePair(Path json) {
  private static final int SIGNATURE_MAX_BYTES = 64 * 1024;
  private static final int ANCHORS_MAX_BYTES = 64 * 1024;

  Path signature() {
    return json.resolveSibling(json.getFileName() + ".p7s");
  }

  /** What the two files look like from outside. */
  String stamp() {
    return stamp(json) + " " + stamp(signature());
  }

  static String stamp(Path file) {
    try {
      BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
      return a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
    } catch (IOException e) {
      return "absent";
    }
  }

  /**
   * The content, if its signature holds.
   *
   * @throws RefusedException {@code WG-ATT-0021}
   */
  Bytes verifiedContent(List<X509Certificate> anchors, Instant at) throws RefusedException {
    Bytes content = read(json, ReferenceReader.FILE_MAX_BYTES);
    try {
      DetachedCms.verify(content, read(signature(), SIGNATURE_MAX_BYTES), anchors, at);
      return content;
    } catch (CryptoException e) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, e.reason() + ": " + e.getMessage(), e);
    }
  }

  /** Certificates that signers of reference files chain to. */
  static List<X509Certificate> anchors(Path file) throws RefusedException {
    Bytes pem = read(file, ANCHORS_MAX_BYTES);
    try {
      return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.UTF_8));
    } catch (CryptoException e) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, "anchors: " + e.getMessage(), e);
    }
  }

  private static Bytes read(Path file, int maxBytes) throws RefusedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new RefusedException(
            AttestationErrors.BAD_REFERENCE_FILE,
            file.getFileName() + " is larger than " + maxBytes + " bytes");
      }
      return Bytes.of(content);
    } catch (IOException e) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, "cannot read " + file.getFileName(), e);
    }
  }
}
