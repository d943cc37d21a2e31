package org.wardgate.platform.felix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.PlatformErrors;

/**
 * A checked configuration of a token.
 *
 * @param library absolute path
 * @param slot a line of the provider's configuration that names the slot
 * @param pinFile absolute path, for the owner alone
 */
record TokenSettings(Path library, String slot, Path pinFile) {
  private static final int PIN_MAX_BYTES = 256;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  static TokenSettings of(String library, String slot, String pinFile) {
    return new TokenSettings(Path.of(library), slot, Path.of(pinFile));
  }

  /**
   * The PIN.
   *
   * @throws RefusedException WG-PLAT-0004 if the file is not the owner's alone, WG-PLAT-0001 if it
   *     cannot be read
   */
  char[] pin() throws RefusedException {
    try {
      if (Files.getPosixFilePermissions(pinFile).stream().anyMatch(OTHERS::contains)) {
        throw bad("pkcs11PinFile is open to others than its owner");
      }
      byte[] content = DurableFile.readAtMost(pinFile, PIN_MAX_BYTES).toArray();
      String pin = new String(content, StandardCharsets.UTF_8).strip();
      if (pin.isEmpty() || content.length > PIN_MAX_BYTES) {
        throw bad("pkcs11PinFile holds no PIN of at most " + PIN_MAX_BYTES + " bytes");
      }
      return pin.toCharArray();
    } catch (IOException e) {
      throw new RefusedException(
          PlatformErrors.VAULT_FAILED, "pkcs11PinFile: " + e.getMessage(), e);
    }
  }

  private static RefusedException bad(String detail) {
    return new RefusedException(PlatformErrors.BAD_CONFIGURATION, detail);
  }
}
