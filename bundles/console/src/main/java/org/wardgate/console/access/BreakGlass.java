package org.wardgate.console.access;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Lets whoever holds a one-time code break the glass. Nothing locks: wrong codes cost a guesser
 * time and a bedside none, because only a code that may be right is looked at slowly, few at a
 * time, each waiting a few seconds for its turn at most. Thread-safe.
 */
public final class BreakGlass {
  /** Codes looked at slowly at the same time. */
  static final int LOOKED_AT_MAX_COUNT = 2;

  /** Longest wait for a turn. */
  static final long TURN_WITHIN_SECONDS = 5;

  private final BreakGlassCodes codes;
  private final Semaphore turns = new Semaphore(LOOKED_AT_MAX_COUNT, true);

  /** With the codes of a directory. */
  public BreakGlass(BreakGlassCodes codes) {
    this.codes = codes;
  }

  /** A code that is right and has not been used up yet. */
  public final class Right {
    private final int number;

    private Right(int number) {
      this.number = number;
    }

    /**
     * Uses it up; on return that is on disk.
     *
     * @return who acts, for the record
     * @throws RefusedException BAD_BREAK_GLASS_CODE if somebody else was faster; CODES_FAILED
     */
    public String use() throws RefusedException {
      if (!codes.use(number)) {
        throw wrong();
      }
      return "break-glass code " + number;
    }
  }

  /**
   * Looks at a code as it was typed.
   *
   * @throws RefusedException BAD_BREAK_GLASS_CODE; TOO_MANY_REQUESTS if its turn did not come;
   *     CODES_FAILED
   */
  public Right check(String typed) throws RefusedException {
    BreakGlassCode code = BreakGlassCode.of(typed).orElseThrow(BreakGlass::wrong);
    Optional<SlowHash> hash = codes.unused(code.number());
    if (hash.isEmpty() || !hash.get().plausible(code.secret())) {
      throw wrong();
    }
    if (!matches(hash.get(), code)) {
      throw wrong();
    }
    return new Right(code.number());
  }

  private boolean matches(SlowHash hash, BreakGlassCode code) throws RefusedException {
    try {
      if (!turns.tryAcquire(TURN_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        throw new RefusedException(ConsoleErrors.TOO_MANY_REQUESTS, "break-glass codes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(ConsoleErrors.NOT_SERVING, "the console is stopping", e);
    }
    try {
      return hash.matches(code.secret());
    } finally {
      turns.release();
    }
  }

  private static RefusedException wrong() {
    return new RefusedException(ConsoleErrors.BAD_BREAK_GLASS_CODE, "");
  }
}
