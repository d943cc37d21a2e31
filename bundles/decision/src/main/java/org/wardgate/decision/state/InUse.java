package org.wardgate.decision.state;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.wardgate.api.policy.ProfileId;

/**
 * Which policies and notes are still used: by a case, by a profile's notes, or by open work.
 *
 * @param policies their ids
 * @param profiles profiles whose notes are used
 */
public record InUse(Set<ProfileId> policies, Set<ProfileId> profiles) {
  /** Copies the sets. */
  public InUse {
    policies = Set.copyOf(policies);
    profiles = Set.copyOf(profiles);
  }

  /** What a state still uses. */
  public static InUse of(WardState state) {
    Set<ProfileId> policies = new HashSet<>();
    Set<ProfileId> profiles = new HashSet<>();
    for (DeviceCase c : state.cases()) {
      PolicyFacts facts = c.policy();
      Stream.of(facts.profile(), facts.floor(), facts.target(), facts.confirmed())
          .forEach(id -> id.ifPresent(policies::add));
      facts.profile().ifPresent(profiles::add);
    }
    profiles.forEach(
        p -> state.notes(p).flatMap(ProfileNotes::bootstrapping).ifPresent(policies::add));
    state.placing().forEach(policies::add);
    return new InUse(policies, profiles);
  }

  /** What is known and not used any more. */
  public List<Outcome> leftOver(WardState state) {
    List<Outcome> outcomes = new ArrayList<>();
    state.policies().stream()
        .filter(p -> !policies.contains(p.id()))
        .forEach(p -> outcomes.add(new Outcome.PolicyForgotten(p)));
    state.notes().stream()
        .filter(n -> !profiles.contains(n.profile()))
        .forEach(n -> outcomes.add(new Outcome.NotesForgotten(n.profile())));
    return outcomes;
  }
}
