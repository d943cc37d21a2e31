package org.wardgate.references.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.references.corim.CorimLimits;

/**
 * Manifests on disk, each under its digest.
 *
 * @param directory where
 */
record Contents(Path directory) {
  private static final String SUFFIX = ".corim";

  /**
   * Keeps a manifest; on return it is on disk.
   *
   * @throws RefusedException {@code WG-REF-0011}
   */
  void put(String sha256, Bytes content) throws RefusedException {
    // whatever lies there may be damaged
    try {
      DurableFile.write(file(sha256), content);
    } catch (IOException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "cannot write " + sha256, e);
    }
  }

  /**
   * A manifest that was kept.
   *
   * @throws RefusedException {@code WG-REF-0011} if it is not there or changed
   */
  Bytes get(String sha256) throws RefusedException {
    try {
      Bytes content = DurableFile.readAtMost(file(sha256), CorimLimits.FILE_MAX_BYTES);
      if (!content.sha256().hex().equals(sha256)) {
        throw new RefusedException(ReferenceErrors.CANNOT_KEEP, file(sha256) + " was changed");
      }
      return content;
    } catch (IOException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "cannot read " + file(sha256), e);
    }
  }

  /**
   * Removes what is not needed.
   *
   * @throws RefusedException {@code WG-REF-0011}
   */
  void retain(Set<String> needed) throws RefusedException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!needed.contains(name.substring(0, name.length() - SUFFIX.length()))) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException | IOException e) {
      throw new RefusedException(ReferenceErrors.CANNOT_KEEP, "cannot tidy " + directory, e);
    }
  }

  private Path file(String sha256) {
    return directory.resolve(sha256 + SUFFIX);
  }
}
