package org.wardgate.cloud.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.cloud.CloudErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.cloud.command.UsedNumbers.Last;

/**
 * What each signer used up last, and the contents that were carried out and have not expired, on
 * disk before a command is carried out: whatever happens then, no command is carried out twice.
 * Thread-safe.
 */
final class Sequences {
  /** Most signers; nobody trusts more people with a ward. */
  static final int SIGNERS_MAX_COUNT = 1_000;

  /** Most commands that were carried out and have not expired. */
  static final int CONTENTS_MAX_COUNT = 10_000;

  /** Farthest jump: a slip must not lock a signer out. Milliseconds since 1970 are less. */
  static final long JUMP_MAX = 10_000_000_000_000L;

  private final Path file;
  private UsedNumbers used = UsedNumbers.none();
  private boolean known;

  Sequences(Path file) {
    this.file = file;
  }

  /**
   * What a command uses up.
   *
   * @param signer 64 hexadecimal digits
   * @param sequence of the command
   * @param signedAt when the signer says it was signed
   * @param content SHA-256 of what was signed, 64 hexadecimal digits
   * @param expires when the command may not be carried out any more
   */
  record Use(String signer, long sequence, Instant signedAt, String content, Instant expires) {}

  /**
   * Uses a number up.
   *
   * @throws RefusedException WG-CLD-0008 if it was; WG-CLD-0011 if that cannot be kept
   */
  synchronized void use(Use use, Instant now) throws RefusedException {
    try {
      if (!known) {
        used = UsedNumbers.read(file);
        known = true;
      }
      UsedNumbers live = used.without(now);
      check(use, live);
      UsedNumbers next = live.with(use);
      DurableFile.write(file, Bytes.of(next.text().getBytes(StandardCharsets.US_ASCII)));
      used = next;
    } catch (IOException e) {
      throw new RefusedException(
          CloudErrors.COMMAND_FAILED, "sequence numbers cannot be kept: " + e.getMessage(), e);
    }
  }

  private static void check(Use use, UsedNumbers used) throws RefusedException {
    Last last = used.signers().getOrDefault(use.signer(), Last.NONE);
    if (use.sequence() <= last.sequence()) {
      throw replayed(use.sequence() + " is not higher than " + last.sequence());
    }
    if (used.contents().containsKey(use.content())) {
      throw replayed("it was carried out already");
    }
    if (use.signedAt().getEpochSecond() < last.signedAtSeconds()) {
      throw replayed("it was signed before the last one, which was carried out");
    }
    if (use.sequence() - last.sequence() > JUMP_MAX) {
      throw new RefusedException(
          CloudErrors.BAD_COMMAND,
          "its sequence number is more than " + JUMP_MAX + " above the last, " + last.sequence());
    }
    boolean full =
        !used.signers().containsKey(use.signer()) && used.signers().size() >= SIGNERS_MAX_COUNT;
    if (full || used.contents().size() >= CONTENTS_MAX_COUNT) {
      throw new RefusedException(
          CloudErrors.COMMAND_FAILED,
          used.signers().size() + " signers and " + used.contents().size() + " commands are known");
    }
  }

  private static RefusedException replayed(String detail) {
    return new RefusedException(CloudErrors.COMMAND_REPLAYED, detail);
  }
}
