package org.wardgate.console.access;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Lets whoever holds a one-time code break the glass. Nothing locks: wrong codes cost a guesser
 * time and a bedside none, because only a code that may be right is looked at slowly, each once in
 * ten minutes, one of each address and few in all at a time. Thread-safe.
 */
public final class BreakGlass {
  private final BreakGlassCodes codes;
  private final RefusedCodes refused;
  private final Turns turns = new Turns();
  private final Set<BreakGlassCode> lookedAt = ConcurrentHashMap.newKeySet();

  /** With the codes of a directory. */
  public BreakGlass(BreakGlassCodes codes) {
    this(codes, System::nanoTime);
  }

  BreakGlass(BreakGlassCodes codes, LongSupplier nanoTime) {
    this.codes = codes;
    this.refused = new RefusedCodes(nanoTime);
  }

  /** A code that is right and has not been used up yet. */
  public final class Right {
    private final int number;

    private Right(int number) {
      this.number = number;
    }

    /**
     * Uses it up; on return that is on disk, and nobody else can use it.
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

    /**
     * Makes it count again, because what it was used for was surely not done. Only for who used it.
     *
     * @throws RefusedException CODES_FAILED: it stays used
     */
    public void giveBack() throws RefusedException {
      codes.giveBack(number);
    }

    /** Forgets its hash, which is of no more use. */
    public void forget() {
      codes.forget(number);
    }
  }

  /**
   * Looks at a code that was typed at this machine.
   *
   * @throws RefusedException as {@link #check(String, String)}
   */
  public Right check(String typed) throws RefusedException {
    return check(typed, "");
  }

  /**
   * Looks at a code as it was typed.
   *
   * @param address whence
   * @throws RefusedException BAD_BREAK_GLASS_CODE; TOO_MANY_REQUESTS if its turn did not come;
   *     CODES_FAILED
   */
  public Right check(String typed, String address) throws RefusedException {
    BreakGlassCode code = BreakGlassCode.of(typed).orElseThrow(BreakGlass::wrong);
    Optional<SlowHash> hash = codes.unused(code.number());
    if (hash.isEmpty()
        || !hash.get().plausible(code.secret())
        || refused.knows(hash.get(), code.secret())) {
      throw wrong();
    }
    if (!lookedAt.add(code)) {
      // one answer is on its way: nobody makes the same code hold several turns
      throw new RefusedException(ConsoleErrors.TOO_MANY_REQUESTS, "this code is being looked at");
    }
    try {
      if (!turns.take(address, () -> matches(hash.get(), code))) {
        throw wrong();
      }
    } finally {
      lookedAt.remove(code);
    }
    return new Right(code.number());
  }

  private boolean matches(SlowHash hash, BreakGlassCode code) {
    // somebody else's look may have ended between the first question and this turn
    if (refused.knows(hash, code.secret())) {
      return false;
    }
    boolean right = hash.matches(code.secret());
    if (!right) {
      refused.remember(hash, code.secret());
    }
    return right;
  }

  private static RefusedException wrong() {
    return new RefusedException(ConsoleErrors.BAD_BREAK_GLASS_CODE, "");
  }
}
