package org.wardgate.pki;

import java.time.Instant;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.pki.RolloverState.Phase;
import org.wardgate.pki.register.CertificateRegister;

/** The steps of a change of the ward CA's key, in order; a step taken twice stays taken. */
final class Rollover {
  private final Authorities authorities;
  private final BoundedTime time;

  Rollover(Authorities authorities, BoundedTime time) {
    this.authorities = authorities;
    this.time = time;
  }

  /** Makes ready what must be there before other roots count. */
  interface Preparation {
    /**
     * Makes it ready.
     *
     * @throws RefusedException then the step is not taken
     */
    void prepare(Roots next) throws RefusedException;
  }

  /**
   * Takes a step.
   *
   * @return the roots from now on, durably
   * @throws RefusedException WG-PKI-0007, WG-PKI-0008, WG-PKI-0003, WG-PKI-0009, WG-PKI-0010, or
   *     the vault's own refusal; then all is as before
   */
  Roots take(
      RolloverStep step,
      Roots roots,
      CertificateRegister register,
      String wardName,
      Instant now,
      Preparation preparation)
      throws RefusedException {
    Phase phase = roots.state().phase();
    return switch (step) {
      case PUBLISH ->
          switch (phase) {
            case STABLE -> authorities.publish(roots, wardName, now);
            case PUBLISHED -> roots;
            case ACTIVATED -> throw wrong(step, phase);
          };
      case ACTIVATE ->
          switch (phase) {
            case STABLE -> throw wrong(step, phase);
            case PUBLISHED -> activate(roots, now, preparation);
            case ACTIVATED -> roots;
          };
      case FINISH ->
          switch (phase) {
            case STABLE -> finished(roots);
            case PUBLISHED -> throw wrong(step, phase);
            case ACTIVATED -> finish(roots, register, now);
          };
    };
  }

  private Roots activate(Roots roots, Instant now, Preparation preparation)
      throws RefusedException {
    Roots next = authorities.activated(roots);
    next.issuing().requireRightClock(now);
    preparation.prepare(next);
    authorities.keep(next);
    return next;
  }

  private Roots finish(Roots roots, CertificateRegister register, Instant now)
      throws RefusedException {
    register.requireIntact();
    // to a clock in the far future every certificate has expired
    roots.issuing().requireRightClock(now);
    // to one that leapt by days too, and the key would be gone: as late as the register forgets
    Instant sure = time.read(register).minus(CertificateRegister.GRACE);
    if (register.anyLive(roots.other().orElseThrow().keyId(), sure)) {
      throw new RefusedException(
          PkiErrors.OLD_ROOT_IN_USE, "the root before the present one has live certificates");
    }
    return authorities.finish(roots);
  }

  private static Roots finished(Roots roots) throws RefusedException {
    if (roots.state().generation() == 1) {
      throw wrong(RolloverStep.FINISH, Phase.STABLE);
    }
    return roots;
  }

  private static RefusedException wrong(RolloverStep step, Phase phase) {
    return new RefusedException(PkiErrors.WRONG_STEP, step + " while it stands at " + phase);
  }
}
