package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.desk.Announcements.Announcement;

/**
 * Keeps the signature of each update, {@code ID.p7s}, so that it can be judged again by the anchors
 * and the time of then. Thread-safe.
 */
final class Signatures {
  /** How such a file's name ends. */
  static final String SUFFIX = ".p7s";

  private final Path directory;
  private final Announcements announcements;

  Signatures(Path directory, Announcements announcements) {
    this.directory = directory;
    this.announcements = announcements;
  }

  /** Judges a signature that is handed in. */
  Announcement verify(Bytes signature) throws RefusedException {
    return announcements.verify(signature);
  }

  /** Keeps one that was verified. */
  void keep(String id, Bytes signature) throws RefusedException {
    try {
      DurableFile.write(file(id), signature);
    } catch (IOException e) {
      throw new RefusedException(UpdateErrors.NO_ROOM, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Judges the signature of an update anew.
   *
   * @throws RefusedException WG-UPD-0001 or WG-UPD-0005 if it is not good any more
   */
  void requireStillGood(String id) throws RefusedException {
    try {
      Bytes kept = DurableFile.readAtMost(file(id), UpdateDesk.SIGNATURE_MAX_BYTES);
      if (!announcements.verify(kept).id().equals(id)) {
        throw new RefusedException(UpdateErrors.BAD_SIGNATURE, "it is over another package");
      }
    } catch (IOException e) {
      throw new RefusedException(
          UpdateErrors.BAD_SIGNATURE, "its signature cannot be read any more", e);
    }
  }

  private Path file(String id) {
    return directory.resolve(id + SUFFIX);
  }
}
