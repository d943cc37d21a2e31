package org.wardgate.api.configuration;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;

/**
 * What components were configured with when they last took all of it: the platform keeps a refused
 * configuration and gives it again at the next start. Thread-safe.
 */
public interface LastGood {
  /** Keeps nothing. */
  LastGood NONE =
      new LastGood() {
        @Override
        public Optional<Kept> of(String pid) {
          return Optional.empty();
        }

        @Override
        public void keep(String pid, Kept kept) {}
      };

  /**
   * The last good one; empty if there was none, or as long as there is no place for them.
   *
   * @throws RefusedException {@code WG-CFG-0017} if what is kept cannot be used
   */
  Optional<Kept> of(String pid) throws RefusedException;

  /** Keeps this one, instead of the one before, once there is a place. Never throws. */
  void keep(String pid, Kept kept);

  /**
   * Keeps none any more: the configuration was deleted, and another of its name is another one.
   * Never throws.
   */
  default void forget(String pid) {}

  /**
   * A configuration without its passwords.
   *
   * @param values each a {@link String}, or a list of them
   * @param passwords attributes whose values are not kept
   */
  record Kept(Map<String, Object> values, Set<String> passwords) {
    /** Copies both. */
    public Kept {
      values = Map.copyOf(values);
      passwords = Set.copyOf(passwords);
    }

    /**
     * Puts together what a component has read.
     *
     * @param read attributes
     * @param passwords those of them whose values are not kept
     */
    static Kept of(Map<String, ?> properties, Set<String> read, Set<String> passwords) {
      Map<String, Object> values = new HashMap<>();
      for (String name : read) {
        @Nullable Object value = properties.get(name);
        if (value != null && !passwords.contains(name)) {
          values.put(name, RawValue.asText(value));
        }
      }
      return new Kept(values, passwords);
    }

    /** The same with the passwords that are configured now. */
    Map<String, Object> with(Map<String, ?> properties) {
      Map<String, Object> all = new HashMap<>(values);
      for (String name : passwords) {
        @Nullable Object value = properties.get(name);
        if (value != null) {
          all.put(name, value);
        }
      }
      return all;
    }
  }
}
