package org.wardgate.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** The public half of the signing key beside the journal, so that it can be verified elsewhere. */
final class PublicKeyFile {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
  private static final String END = "\n-----END PUBLIC KEY-----\n";
  private static final int FILE_MAX_BYTES = 4_096;
  private static final int LINE_MAX_CHARS = 64;

  private PublicKeyFile() {}

  /** Writes the key unless the file has it already. */
  static void write(Path file, PublicKey key) throws IOException {
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE_MAX_CHARS, new byte[] {'\n'});
    String pem = BEGIN + encoder.encodeToString(key.getEncoded()) + END;
    if (Files.exists(file) && Files.readString(file, StandardCharsets.ISO_8859_1).equals(pem)) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, pem, StandardCharsets.US_ASCII);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads the key; absent if the file is missing or holds none. */
  static Optional<PublicKey> read(Path file) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) > FILE_MAX_BYTES) {
      return Optional.empty();
    }
    String pem = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
      return Optional.empty();
    }
    String base64 = pem.substring(BEGIN.length(), pem.length() - END.length()).replace("\n", "");
    try {
      byte[] encoded = Base64.getDecoder().decode(base64);
      return Optional.of(
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
