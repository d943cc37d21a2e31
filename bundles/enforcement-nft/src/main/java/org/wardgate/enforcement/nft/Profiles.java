package org.wardgate.enforcement.nft;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;

/** The policies in use: each is in the table once, for all its devices. Confined to one thread. */
final class Profiles {
  /** Most policies in use at once. */
  static final int PROFILES_MAX_COUNT = 4_096;

  private static final int NUMBER_MAX = 0xffff;

  private final Planner planner;
  private final Groups groups;
  private final Map<ProfileId, Profile> profiles = new LinkedHashMap<>();
  private final Map<Integer, ProfileId> numbers = new TreeMap<>();
  private final Map<String, Set<Profile>> mentioning = new HashMap<>();

  Profiles(Planner planner, Groups groups) {
    this.planner = planner;
    this.groups = groups;
  }

  /** Keeps the numbers another one gave, so that live flows keep their marks. */
  void keepNumbers(Profiles other) {
    numbers.putAll(other.numbers);
  }

  /** Gives back numbers nobody uses. */
  void dropUnusedNumbers() {
    numbers.values().removeIf(id -> !profiles.containsKey(id));
  }

  /**
   * A policy's profile, not in use yet if it is new.
   *
   * @throws RefusedException if it cannot be enforced
   */
  Profile of(PolicySet policy) throws RefusedException {
    Profile known = profiles.get(policy.id());
    if (known != null) {
      return known;
    }
    if (profiles.size() >= PROFILES_MAX_COUNT) {
      throw new RefusedException(
          EnforcementErrors.TOO_MANY_PROFILES, PROFILES_MAX_COUNT + " policies");
    }
    ProfilePlan plan = planner.plan(policy);
    int number = NftText.profileNumber(policy);
    while (!policy.id().equals(numbers.getOrDefault(number, policy.id()))) {
      number = number % NUMBER_MAX + 1;
    }
    return new Profile(number, policy, plan, groups);
  }

  /** One more device has it: it is made if it was not there. */
  void acquire(Profile profile, NameBook names, long nowNanos, Script script) {
    profile.use(1);
    if (profile.usesCount() > 1) {
      return;
    }
    profiles.put(profile.policy().id(), profile);
    numbers.put(profile.number(), profile.policy().id());
    profile.groups().forEach(group -> groups.acquire(group, script));
    for (String name : profile.names()) {
      mentioning.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(profile);
    }
    if (!script.isSilent()) {
      script.blocks("inet", profile.blocks());
      profile.gates((place, key, value) -> script.elements("add", place, key + value));
      profile.fill(names, nowNanos, script);
    }
  }

  /** One device less has it: it goes with the last one. */
  void release(Profile profile, Script script) {
    profile.use(-1);
    if (profile.usesCount() > 0) {
      return;
    }
    profiles.remove(profile.policy().id());
    numbers.remove(profile.number());
    for (String name : profile.names()) {
      Set<Profile> left = mentioning.getOrDefault(name, new LinkedHashSet<>());
      left.remove(profile);
      if (left.isEmpty()) {
        mentioning.remove(name);
      }
    }
    if (!script.isSilent()) {
      profile.gates((place, key, value) -> script.elements("delete", place, key));
      profile.deletion(script.table()).forEach(script::add);
    }
    profile.groups().forEach(group -> groups.release(group, script));
  }

  /** Those whose rules mention a name. */
  Set<Profile> mentioning(String name) {
    return mentioning.getOrDefault(name, Set.of());
  }

  Collection<Profile> all() {
    return profiles.values();
  }

  /** All, the same way each time. */
  List<Profile> inOrder() {
    return profiles.values().stream().sorted(Comparator.comparingInt(Profile::number)).toList();
  }
}
