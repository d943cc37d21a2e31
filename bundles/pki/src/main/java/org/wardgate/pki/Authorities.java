package org.wardgate.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.pki.RolloverState.Phase;

/**
 * Opens the roots where the rollover stands, and takes its steps. What a step makes is in the vault
 * before the state says so, and is taken away after: a power cut leaves a state that was. Stateless
 * but for the disk.
 */
final class Authorities {
  private static final Logger LOG = LoggerFactory.getLogger(Authorities.class);

  private final RootStore store;
  private final RolloverFile file;
  private final Path register;
  private final RegisterMark mark;

  /**
   * @param register the certificate register: where it is, there was a root
   */
  Authorities(RootStore store, Path directory, Path register) {
    this.store = store;
    this.file = new RolloverFile(directory);
    this.register = register;
    this.mark = new RegisterMark(directory);
  }

  /**
   * The roots; the first one is made if there was never any.
   *
   * @throws RefusedException WG-PKI-0003, WG-PKI-0004, WG-PKI-0009 if there was one and nothing
   *     else is left, WG-PKI-0010, or the vault's own refusal
   */
  Roots open(String wardName, Instant now) throws RefusedException {
    Optional<RolloverState> kept = file.read();
    if (kept.isEmpty()) {
      return first(wardName, now);
    }
    Roots roots = of(kept.get());
    if (kept.get().phase() == Phase.STABLE && kept.get().generation() > 1) {
      forget(kept.get().generation() - 1);
    }
    return roots;
  }

  /**
   * Makes the next root beside the one that issues.
   *
   * @throws RefusedException WG-PKI-0003, WG-PKI-0010, or the vault's own refusal
   */
  Roots publish(Roots roots, String wardName, Instant now) throws RefusedException {
    roots.issuing().requireRightClock(now);
    int next = roots.state().generation() + 1;
    Authority made = store.openOrMake(next, wardName, Optional.of(roots.issuing()), now);
    RolloverState state = new RolloverState(Phase.PUBLISHED, roots.state().generation());
    file.write(state);
    return new Roots(state, roots.issuing(), Optional.of(made));
  }

  /** The roots as they will be when the next one issues; nothing is written. */
  Roots activated(Roots roots) {
    return new Roots(
        new RolloverState(Phase.ACTIVATED, roots.state().generation() + 1),
        roots.other().orElseThrow(),
        Optional.of(roots.issuing()));
  }

  /**
   * Makes that so.
   *
   * @throws RefusedException WG-PKI-0010
   */
  void keep(Roots roots) throws RefusedException {
    file.write(roots.state());
  }

  /**
   * Leaves the root before behind and destroys its key.
   *
   * @throws RefusedException WG-PKI-0010
   */
  Roots finish(Roots roots) throws RefusedException {
    RolloverState state = new RolloverState(Phase.STABLE, roots.state().generation());
    file.write(state);
    forget(state.generation() - 1);
    return new Roots(state, roots.issuing(), Optional.empty());
  }

  private Roots first(String wardName, Instant now) throws RefusedException {
    if (Files.exists(register)) {
      throw new RefusedException(
          PkiErrors.CA_UNAVAILABLE,
          "the file " + RolloverFile.NAME + " is missing beside the certificate register");
    }
    if (!mark.allows()) {
      if (store.has(1)) {
        throw new RefusedException(
            PkiErrors.REGISTER_DAMAGED, "there is a root, and no register of what it issued");
      }
      mark.allow();
    }
    Authority made = store.openOrMake(1, wardName, Optional.empty(), now);
    file.write(RolloverState.FIRST);
    return new Roots(RolloverState.FIRST, made, Optional.empty());
  }

  private Roots of(RolloverState state) throws RefusedException {
    Authority issuing = store.open(state.generation());
    Optional<Authority> other =
        state.other().isPresent()
            ? Optional.of(store.open(state.other().getAsInt()))
            : Optional.empty();
    return new Roots(state, issuing, other);
  }

  private void forget(int generation) {
    try {
      store.remove(generation);
    } catch (RefusedException e) {
      // nobody trusts it any more; tried again at the next start
      LOG.warn("the old root's key stays in the vault: {}", e.problem().line());
    }
  }
}
