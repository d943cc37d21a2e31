package org.wardgate.decision.run;

import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Revocation;

/** What asks for people's attention in the life of a device's certificate. */
final class LifeWords {
  private LifeWords() {}

  /** One line; empty if nothing does. */
  static Optional<String> alarm(Life life) {
    if (life.twin().isPresent()) {
      String where = "at " + life.twin().get().held() + " and at " + life.twin().get().refused();
      return Optional.of(Problem.of(OnboardingErrors.SEEN_TWICE, where).line());
    }
    return life.revocation()
        .filter(r -> r.progress() == Revocation.Progress.FAILED)
        .map(r -> Problem.of(PkiErrors.REVOCATION_FAILED, "since " + r.at()).line());
  }
}
