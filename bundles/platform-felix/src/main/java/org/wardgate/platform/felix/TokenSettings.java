package org.wardgate.platform.felix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.regex.Pattern;
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
  private static final Pattern PATH_FORM = Pattern.compile("/[A-Za-z0-9._/+-]{1,255}");
  private static final Pattern SLOT_FORM = Pattern.compile("[0-9]{1,19}");
  private static final int SLOT_INDEX_MAX = 255;
  private static final int PIN_MAX_BYTES = 256;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  /**
   * Checks a configuration that names a library.
   *
   * @throws RefusedException WG-PLAT-0004
   */
  static TokenSettings of(VaultConfiguration configuration) throws RefusedException {
    String number = configuration.pkcs11Slot().strip();
    if (!number.isEmpty() && !SLOT_FORM.matcher(number).matches()) {
      throw bad("pkcs11Slot is not a decimal number");
    }
    int index = configuration.pkcs11SlotIndex();
    if (index < 0 || index > SLOT_INDEX_MAX) {
      throw bad("pkcs11SlotIndex is " + index + ", allowed are 0 to " + SLOT_INDEX_MAX);
    }
    return new TokenSettings(
        path("pkcs11Library", configuration.pkcs11Library()),
        number.isEmpty() ? "slotListIndex=" + index : "slot=" + number,
        path("pkcs11PinFile", configuration.pkcs11PinFile()));
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

  // it goes into the provider's configuration, which has a syntax of its own
  private static Path path(String name, String value) throws RefusedException {
    if (!PATH_FORM.matcher(value.strip()).matches()) {
      throw bad(name + " is no absolute path of letters, digits and ._/+-");
    }
    return Path.of(value.strip());
  }

  private static RefusedException bad(String detail) {
    return new RefusedException(PlatformErrors.BAD_CONFIGURATION, detail);
  }
}
