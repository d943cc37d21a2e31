package org.wardgate.coap.eap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.api.platform.Secrets;
import org.wardgate.coap.eap.radius.RadiusSecret;

/** Reads what the RADIUS servers and this gateway share. */
final class SecretReader {
  private static final int SECRET_MIN_BYTES = 16;
  private static final int SECRET_MAX_BYTES = 256;
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Optional<Secrets> secrets;

  /**
   * @param secrets how the platform keeps passwords, if it is there
   */
  SecretReader(Optional<Secrets> secrets) {
    this.secrets = secrets;
  }

  /**
   * A secret that was configured, as it stands in the configuration.
   *
   * @return empty if it stands for no text: platforms that encrypt encrypt that too
   */
  Optional<RadiusSecret> ofPassword(String configured) throws RefusedException {
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    if (secrets.isEmpty()) {
      throw refused("there is nobody yet who can read the secret");
    }
    char[] revealed = secrets.get().reveal(configured);
    try {
      return revealed.length == 0 ? Optional.empty() : Optional.of(ofCharacters(revealed));
    } finally {
      Arrays.fill(revealed, '\0');
    }
  }

  private static RadiusSecret ofCharacters(char[] revealed) throws RefusedException {
    for (char c : revealed) {
      if (Character.isISOControl(c)) {
        throw refused("the shared secret has control characters");
      }
    }
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(revealed));
    byte[] secret = new byte[encoded.remaining()];
    encoded.get(secret);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return secret(secret);
  }

  /** A secret in a file that its owner alone may read; a line end behind it does not count. */
  RadiusSecret ofFile(Path file) throws RefusedException {
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw refused("sharedSecretFile may be read by others");
      }
      byte[] content = DurableFile.readAtMost(file, SECRET_MAX_BYTES + 1).toArray();
      return secret(Arrays.copyOf(content, withoutLineEnd(content)));
    } catch (IOException e) {
      throw new RefusedException(
          OnboardingErrors.EAP_CONFIGURATION, "sharedSecretFile cannot be read", e);
    }
  }

  private static RadiusSecret secret(byte[] secret) throws RefusedException {
    if (secret.length < SECRET_MIN_BYTES || secret.length > SECRET_MAX_BYTES) {
      throw refused(
          "the shared secret is not " + SECRET_MIN_BYTES + " to " + SECRET_MAX_BYTES + " B");
    }
    return new RadiusSecret(Bytes.of(secret));
  }

  private static int withoutLineEnd(byte[] content) {
    int end = content.length;
    while (end > 0 && (content[end - 1] == '\n' || content[end - 1] == '\r')) {
      end--;
    }
    return end;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(OnboardingErrors.EAP_CONFIGURATION, detail);
  }
}
