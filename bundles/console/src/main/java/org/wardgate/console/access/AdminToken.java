package org.wardgate.console.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/** The secret that lets a caller in. There is no default: it is drawn at the first start. */
final class AdminToken {

  private static final int TOKEN_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final byte[] token;

  private AdminToken(String token) {
    this.token = token.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Reads the token, or draws and stores one if there is no file yet.
   *
   * @throws RefusedException {@link ConsoleErrors#TOKEN_FAILED}, also if others than the owner may
   *     read the file
   */
  static AdminToken load(Path file, SecureRandom random) throws RefusedException {
    try {
      if (!Files.exists(file)) {
        create(file, random);
      }
      return read(file);
    } catch (IOException e) {
      throw new RefusedException(ConsoleErrors.TOKEN_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Reads a token that must be there.
   *
   * @throws RefusedException {@link ConsoleErrors#TOKEN_FAILED}, also if others than the owner may
   *     read the file
   */
  static AdminToken read(Path file) throws RefusedException {
    try {
      if (!Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
        throw new RefusedException(
            ConsoleErrors.TOKEN_FAILED, file + " must be readable by its owner alone (0600)");
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (!FORM.matcher(text).matches()) {
        throw new RefusedException(ConsoleErrors.TOKEN_FAILED, file + " is not of our form");
      }
      return new AdminToken(text);
    } catch (IOException | UnsupportedOperationException e) {
      throw new RefusedException(ConsoleErrors.TOKEN_FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether it is the same secret. */
  boolean sameAs(AdminToken other) {
    return MessageDigest.isEqual(token, other.token);
  }

  /** Compares in constant time. */
  boolean matches(String offered) {
    return MessageDigest.isEqual(token, offered.getBytes(StandardCharsets.UTF_8));
  }

  /** The file appears with its content and permissions at once, or not at all. */
  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    Path fresh =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "token",
            ".new",
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(fresh, HexFormat.of().formatHex(secret) + "\n", StandardCharsets.US_ASCII);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      Files.delete(fresh);
    }
  }
}
