package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.PkiEvent.CertificatesRevoked;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Revocation;
import org.wardgate.decision.state.Revocation.Progress;

/**
 * Takes certificates back and sees that it is done: what is ordered is durable, and asked for until
 * the ward CA confirms it. What the device may do is not decided here but in {@link Degradation}.
 */
final class RevocationRules {
  private final Admission admission;

  RevocationRules(Admission admission) {
    this.admission = admission;
  }

  /**
   * Takes back every certificate of a device and ends its sessions. It is asked of the ward CA also
   * for a device that has none as far as we know: one may be on its way.
   */
  static void order(Draft draft, DeviceCase current, RevocationReason reason) {
    if (current.policy().manufacturerId().isEmpty()) {
      return; // a stranger never had one
    }
    DeviceCase revoked = current;
    if (!current.life().revoking()) {
      Revocation revocation = new Revocation(reason, draft.at(), Progress.ORDERED, false);
      revoked = current.with(current.life().with(revocation));
      draft.put(revoked);
      draft.putLive(current.device(), l -> l.unfailed(OpenWork.Kind.REVOKE).unissued());
      ask(draft, revoked, revocation);
    }
    closeSessions(draft, revoked);
  }

  /** The same for a cause that is found again and again. */
  static void orderOnce(Draft draft, DeviceCase current, RevocationReason reason) {
    if (current.life().revocation().isEmpty()) {
      order(draft, current, reason);
    }
  }

  /**
   * A certificate that nobody wants any more came after a revocation was ordered, and may have
   * escaped it.
   */
  static void orderAgain(Draft draft, DeviceCase current, Revocation before) {
    if (before.open()) {
      ask(draft, current, before);
    } else {
      order(draft, current, before.reason());
    }
  }

  private static void ask(Draft draft, DeviceCase current, Revocation revocation) {
    draft.ask(
        OpenWork.Kind.REVOKE,
        Optional.of(current.device()),
        id ->
            new PkiIntent.RevokeCertificates(
                id,
                draft.deadline(DecisionLimits.REVOKE_TIME_MAX),
                current.device(),
                revocation.reason()));
  }

  static void closeSessions(Draft draft, DeviceCase current) {
    draft.tell(
        new OnboardingIntent.CloseSessions(
            draft.freshId(), draft.deadline(DecisionLimits.REVOKE_TIME_MAX), current.device()));
  }

  /** Sessions are closed once more: one may have begun in between. */
  void revoked(Draft draft, CertificatesRevoked event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device()).filter(c -> c.life().revoking());
    if (known.isEmpty()) {
      return;
    }
    Life life = known.get().life();
    Revocation done = life.revocation().orElseThrow().in(Progress.DONE);
    DeviceCase current = known.get().with(life.with(done));
    draft.put(current);
    draft.putLive(event.device(), l -> l.unfailed(OpenWork.Kind.REVOKE));
    closeSessions(draft, current);
    int count = event.serialNumbers().size();
    draft.say(
        event.device(), "device.revoked", count + " certificates, reason " + done.reason().value());
    admission.advance(draft, current); // it may wait for a new one already
  }

  static void failed(Draft draft, DeviceCase current, Problem problem) {
    int failures = draft.live(current.device()).failures(OpenWork.Kind.REVOKE);
    Duration wait =
        backOff(DecisionLimits.REVOKE_RETRY_MIN, failures, DecisionLimits.REVOKE_RETRY_MAX);
    draft.putLive(current.device(), l -> l.failed(OpenWork.Kind.REVOKE, draft.in(wait)));
    current
        .life()
        .revocation()
        .filter(r -> r.progress() == Progress.ORDERED)
        .ifPresent(
            r -> {
              draft.put(current.with(current.life().with(r.in(Progress.FAILED))));
              draft.say(current.device(), "device.revocation-failed", problem.line());
            });
  }

  /** Twice as long after each failure. */
  static Duration backOff(Duration first, int failures, Duration most) {
    Duration wait = first.multipliedBy(1L << Math.min(failures, 20));
    return wait.compareTo(most) > 0 ? most : wait;
  }

  /** What was ordered before a crash, or failed, is asked for again. */
  static boolean tick(Draft draft, DeviceCase c) {
    if (!c.life().revoking()
        || !draft.live(c.device()).mayBegin(OpenWork.Kind.REVOKE, draft.at())) {
      return false;
    }
    ask(draft, c, c.life().revocation().orElseThrow());
    closeSessions(draft, c);
    return true;
  }
}
