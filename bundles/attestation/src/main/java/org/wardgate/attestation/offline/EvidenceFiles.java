package org.wardgate.attestation.offline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.CoseToken;

/** Reads the files of a verification, each bounded. Stateless. */
final class EvidenceFiles {
  /** Hexadecimal, with room for line ends. */
  private static final int TOKEN_FILE_MAX_BYTES = 3 * CoseToken.SIZE_MAX_BYTES;

  private static final int NONCE_MIN_BYTES = 8;
  private static final int NONCE_MAX_BYTES = 64;
  private static final Pattern HEX_TEXT = Pattern.compile("(\\s*[0-9a-fA-F]{2})+\\s*");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private EvidenceFiles() {}

  /** A token in CBOR or in hexadecimal. */
  static Bytes token(Path file) throws RefusedException {
    Bytes content = read(file, TOKEN_FILE_MAX_BYTES);
    String text = new String(content.toArray(), StandardCharsets.ISO_8859_1);
    return HEX_TEXT.matcher(text).matches()
        ? Bytes.ofHex(SPACE.matcher(text).replaceAll(""))
        : content;
  }

  static VerificationKey key(Path file) throws RefusedException {
    Bytes content = read(file, KeyFile.SIZE_MAX_BYTES);
    return KeyFile.read(new String(content.toArray(), StandardCharsets.UTF_8));
  }

  static Bytes nonce(String hex) throws RefusedException {
    boolean form =
        HEX_TEXT.matcher(hex).matches()
            && hex.length() >= 2 * NONCE_MIN_BYTES
            && hex.length() <= 2 * NONCE_MAX_BYTES;
    if (!form || SPACE.matcher(hex).find()) {
      throw new RefusedException(AttestationErrors.BAD_NONCE, hex);
    }
    return Bytes.ofHex(hex);
  }

  private static Bytes read(Path file, int maxBytes) throws RefusedException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw new RefusedException(
            AttestationErrors.TOO_LARGE, file + " is larger than " + maxBytes + " bytes");
      }
      return Bytes.of(content);
    } catch (IOException e) {
      throw new RefusedException(AttestationErrors.UNREADABLE, String.valueOf(file), e);
    }
  }
}
