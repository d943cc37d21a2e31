package org.wardgate.decision.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.policy.ProfileId;

/**
 * What is known of a profile besides its rules. Durable.
 *
 * @param profile which
 * @param facts what the MUD file says besides its rules
 * @param bootstrapping what its devices may do before they are admitted
 * @param verifiedAt when the file was last fetched and verified
 * @param refreshProblem why the last attempt to fetch it again failed, absent if it did not
 * @param configurationSha256 hexadecimal digest of the configuration it declares, empty if none;
 *     kept because it is asked for often
 */
public record ProfileNotes(
    ProfileId profile,
    MudFacts facts,
    Optional<ProfileId> bootstrapping,
    Instant verifiedAt,
    Optional<Problem> refreshProblem,
    String configurationSha256) {
  /** The digest follows from the facts. */
  public ProfileNotes(
      ProfileId profile,
      MudFacts facts,
      Optional<ProfileId> bootstrapping,
      Instant verifiedAt,
      Optional<Problem> refreshProblem) {
    this(
        profile,
        facts,
        bootstrapping,
        verifiedAt,
        refreshProblem,
        facts.configuration().map(c -> c.content().sha256().hex()).orElse(""));
  }

  /** The file could not be fetched again. */
  public ProfileNotes because(Problem problem) {
    return new ProfileNotes(
        profile, facts, bootstrapping, verifiedAt, Optional.of(problem), configurationSha256);
  }

  /** Whether other notes say something else, the time of verification apart. */
  public boolean saysOtherThan(ProfileNotes other) {
    return !facts.equals(other.facts)
        || !bootstrapping.equals(other.bootstrapping)
        || !refreshProblem.equals(other.refreshProblem);
  }

  /**
   * When a newer file is asked for; a little later for each file, so that not all are asked for at
   * once.
   */
  public Instant refreshAt() {
    long validSeconds = Duration.ofHours(facts.cacheValidityHours()).toSeconds();
    long spread = Math.floorMod(profile.value().hashCode(), 1_000);
    return verifiedAt.plusSeconds(validSeconds + validSeconds * spread / 10_000);
  }
}
