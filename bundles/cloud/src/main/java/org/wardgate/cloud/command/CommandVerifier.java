package org.wardgate.cloud.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.cloud.command.Sequences.Use;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.cms.AttachedCms.Signed;
import org.wardgate.crypto.x509.Certificates;

/**
 * Whether a message is a command of an operator for this gateway, now, for the first time.
 * Thread-safe.
 */
final class CommandVerifier {
  /** Longest time ahead that a command may expire. */
  static final Duration VALIDITY_MAX = Duration.ofDays(31);

  /** How far a clock may be behind the one that signed. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private final Supplier<Optional<Path>> anchorsFile;
  private final String gatewayId;
  private final Sequences sequences;
  private final Clock clock;

  CommandVerifier(
      Supplier<Optional<Path>> anchorsFile, String gatewayId, Sequences sequences, Clock clock) {
    this.anchorsFile = anchorsFile;
    this.gatewayId = gatewayId;
    this.sequences = sequences;
    this.clock = clock;
  }

  /**
   * A command and who sent it.
   *
   * @param command what to do
   * @param operator the signer's name
   */
  record Verified(SignedCommand command, String operator) {}

  /** Verifies a message; its sequence number is used up when this returns. */
  Verified verify(Bytes message) throws RefusedException {
    Path anchors =
        anchorsFile
            .get()
            .orElseThrow(() -> new RefusedException(CloudErrors.NO_COMMANDS, "no anchors"));
    if (message.length() > CloudMessageHandler.MESSAGE_MAX_BYTES) {
      throw new RefusedException(CloudErrors.BAD_COMMAND, message.length() + " bytes");
    }
    Instant now = clock.instant();
    Signed signed = signed(message, certificates(anchors), now);
    SignedCommand command = CommandReader.read(signed.content());
    if (!command.gateway().equals(gatewayId)) {
      throw new RefusedException(CloudErrors.OTHER_GATEWAY, "");
    }
    if (!now.isBefore(command.expires()) || command.expires().isAfter(now.plus(VALIDITY_MAX))) {
      throw new RefusedException(
          CloudErrors.COMMAND_EXPIRED, "it expires at " + command.expires() + ", now is " + now);
    }
    String name = signed.signer().certificate().getSubjectX500Principal().getName();
    Instant at =
        signed
            .signer()
            .signingTime()
            .orElseThrow(
                () -> new RefusedException(CloudErrors.COMMAND_UNSIGNED, "no signing time"));
    if (now.isBefore(at.minus(SKEW))) {
      throw new RefusedException(
          CloudErrors.COMMAND_EXPIRED, "it was signed at " + at + ", now is " + now);
    }
    sequences.use(
        new Use(
            signer(name, signed.signer().path()),
            command.sequence(),
            at,
            signed.content().sha256().hex(),
            command.expires()),
        now);
    return new Verified(command, Problem.clean("cloud:" + name));
  }

  /**
   * A renewed certificate is the same signer's: the name, under the key that issued it, counts.
   * What lies above that key is not in the signature, and a stranger may exchange it.
   */
  private static String signer(String name, List<X509Certificate> path) {
    X509Certificate issuer = path.get(Math.min(1, path.size() - 1));
    String both = Bytes.of(issuer.getPublicKey().getEncoded()).hex() + " " + name;
    return Bytes.of(both.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }

  private static Signed signed(Bytes message, List<X509Certificate> anchors, Instant now)
      throws RefusedException {
    try {
      return AttachedCms.verify(message, anchors, now);
    } catch (CryptoException e) {
      throw new RefusedException(CloudErrors.COMMAND_UNSIGNED, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<X509Certificate> certificates(Path file) throws RefusedException {
    try {
      Bytes pem = DurableFile.readAtMost(file, Certificates.PEM_MAX_CHARS);
      return Certificates.ofPem(new String(pem.toArray(), StandardCharsets.US_ASCII));
    } catch (IOException | CryptoException e) {
      throw new RefusedException(
          CloudErrors.NO_COMMANDS, "no good anchors in " + file + ": " + e.getMessage(), e);
    }
  }
}
