package org.wardgate.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.platform.DurableFile;

/** Where the rollover's state is kept. Stateless. */
final class RolloverFile {
  static final String NAME = "authority";
  private static final int SIZE_MAX_BYTES = 64;

  private final Path file;

  RolloverFile(Path directory) {
    this.file = directory.resolve(NAME);
  }

  /**
   * The state; absent if none was written yet.
   *
   * @throws RefusedException WG-PKI-0004 if there is one that cannot be read
   */
  Optional<RolloverState> read() throws RefusedException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Bytes content = DurableFile.readAtMost(file, SIZE_MAX_BYTES);
      return Optional.of(
          RolloverState.of(new String(content.toArray(), StandardCharsets.US_ASCII)));
    } catch (IOException | IllegalArgumentException e) {
      // which root issues is never guessed
      throw new RefusedException(PkiErrors.CA_UNAVAILABLE, file + " cannot be read", e);
    }
  }

  /**
   * Keeps the state; on disk when this returns.
   *
   * @throws RefusedException WG-PKI-0010
   */
  void write(RolloverState state) throws RefusedException {
    try {
      DurableFile.write(file, Bytes.of(state.text().getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new RefusedException(PkiErrors.REGISTER_UNWRITABLE, file + ": " + e.getMessage(), e);
    }
  }
}
