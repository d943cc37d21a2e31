package org.wardgate.pki;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.platform.DurableFile;

/**
 * The file that says that a certificate register may be begun. Made at the very first start, before
 * the root; later by an operator who accepts that the register is lost. Stateless but for the disk.
 */
final class RegisterMark {
  static final String NAME = "register.begin";
  private static final Logger LOG = LoggerFactory.getLogger(RegisterMark.class);

  private final Path file;

  RegisterMark(Path directory) {
    this.file = directory.resolve(NAME);
  }

  /** Whether a register may be begun. */
  boolean allows() {
    return Files.exists(file);
  }

  /**
   * Allows it; on disk when this returns.
   *
   * @throws RefusedException WG-PKI-0010
   */
  void allow() throws RefusedException {
    try {
      DurableFile.write(file, Bytes.EMPTY);
    } catch (IOException e) {
      throw new RefusedException(PkiErrors.REGISTER_UNWRITABLE, file + ": " + e.getMessage(), e);
    }
  }

  /** It holds once: a register that is lost later is lost. */
  void use() {
    try {
      if (Files.deleteIfExists(file)) {
        LOG.info("a certificate register was begun");
      }
    } catch (IOException e) {
      LOG.warn("{} stays: a register that is lost later would be begun anew", file, e);
    }
  }
}
