package org.wardgate.attestation.profile.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.x509.Certificates;

/**
 * A profile and its detached signature beside it.
 *
 * @param json the file; the signature has the same name and {@code .p7s}
 */
record ProfilePair(Path json) {
  private static final int ANCHORS_MAX_BYTES = 64 * 1024;

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

  private Path signature() {
    return json.resolveSibling(json.getFileName() + ".p7s");
  }

  /** The content, if its signature holds. */
  Bytes verifiedContent(List<X509Certificate> anchors, Instant at) throws RefusedException {
    Bytes content = read(json, ProfileReader.FILE_MAX_BYTES);
    Bytes signature = read(signature(), DetachedCms.SIGNATURE_MAX_BYTES);
    try {
      DetachedCms.verify(content, signature, anchors, at);
      return content;
    } catch (CryptoException e) {
      throw new RefusedException(
          ProfileErrors.PROFILE_UNSIGNED, e.reason() + ": " + e.getMessage(), e);
    }
  }

  /** Certificates that signers of profiles chain to. */
  static List<X509Certificate> anchors(Path file) throws RefusedException {
    try {
      return Certificates.ofPem(
          new String(read(file, ANCHORS_MAX_BYTES).toArray(), StandardCharsets.UTF_8));
    } catch (CryptoException e) {
      throw new RefusedException(ProfileErrors.PROFILE_UNSIGNED, "anchors: " + e.getMessage(), e);
    }
  }

  private static Bytes read(Path file, int maxBytes) throws RefusedException {
    try {
      Bytes content = DurableFile.readAtMost(file, maxBytes);
      if (content.length() > maxBytes) {
        throw new RefusedException(
            ProfileErrors.BAD_PROFILE,
            file.getFileName() + " is larger than " + maxBytes + " bytes");
      }
      return content;
    } catch (IOException e) {
      throw new RefusedException(
          ProfileErrors.PROFILE_UNSIGNED, "cannot read " + file.getFileName(), e);
    }
  }
}
