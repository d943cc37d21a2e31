package org.wardgate.attestation.profile;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.wardgate.attestation.scheme.FactValue;

/** When a rule speaks. Immutable; evaluation is total and takes time linear in its size. */
sealed interface Condition {
  /** What it comes to for given facts. */
  Truth test(Facts facts);

  /**
   * The first fact that makes it what it is, for people.
   *
   * @return its name; empty if it needs none
   */
  Optional<String> fact();

  /**
   * All of them hold; with none, always.
   *
   * @param of parts
   */
  record All(List<Condition> of) implements Condition {
    /** Copies the list. */
    public All {
      of = List.copyOf(of);
    }

    @Override
    public Truth test(Facts facts) {
      Truth all = Truth.TRUE;
      for (Condition part : of) {
        Truth one = part.test(facts);
        if (one == Truth.FALSE) {
          return Truth.FALSE;
        }
        if (one == Truth.UNKNOWN) {
          all = Truth.UNKNOWN;
        }
      }
      return all;
    }

    @Override
    public Optional<String> fact() {
      return of.isEmpty() ? Optional.empty() : of.get(0).fact();
    }
  }

  /**
   * At least one of them holds; with none, never.
   *
   * @param of parts
   */
  record Any(List<Condition> of) implements Condition {
    /** Copies the list. */
    public Any {
      of = List.copyOf(of);
    }

    @Override
    public Truth test(Facts facts) {
      Truth any = Truth.FALSE;
      for (Condition part : of) {
        Truth one = part.test(facts);
        if (one == Truth.TRUE) {
          return Truth.TRUE;
        }
        if (one == Truth.UNKNOWN) {
          any = Truth.UNKNOWN;
        }
      }
      return any;
    }

    @Override
    public Optional<String> fact() {
      return of.isEmpty() ? Optional.empty() : of.get(0).fact();
    }
  }

  /**
   * It does not hold.
   *
   * @param of what must not
   */
  record Not(Condition of) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return of.test(facts).negated();
    }

    @Override
    public Optional<String> fact() {
      return of.fact();
    }
  }

  /**
   * Whether a fact is told at all; never unknown.
   *
   * @param name of the fact
   * @param expected true: it must be; false: it must not
   */
  record Present(String name, boolean expected) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return Truth.of(facts.get(name).isPresent() == expected);
    }

    @Override
    public Optional<String> fact() {
      return Optional.of(name);
    }
  }

  /**
   * A fact is one of these; one of another kind than all of them is unknown.
   *
   * @param name of the fact
   * @param values at least one
   */
  record In(String name, Set<FactValue> values) implements Condition {
    /** Copies the set. */
    public In {
      values = Set.copyOf(values);
    }

    @Override
    public Truth test(Facts facts) {
      Optional<FactValue> value = facts.get(name);
      if (value.isEmpty()) {
        return Truth.UNKNOWN;
      }
      if (values.contains(value.get())) {
        return Truth.TRUE;
      }
      return values.stream().anyMatch(one -> one.getClass() == value.get().getClass())
          ? Truth.FALSE
          : Truth.UNKNOWN;
    }

    @Override
    public Optional<String> fact() {
      return Optional.of(name);
    }
  }

  /**
   * An integer fact is within bounds; one of another kind is unknown.
   *
   * @param name of the fact
   * @param min least value
   * @param max greatest value
   */
  record Within(String name, long min, long max) implements Condition {
    @Override
    public Truth test(Facts facts) {
      return facts.get(name).orElse(null) instanceof FactValue.Int number
          ? Truth.of(number.value() >= min && number.value() <= max)
          : Truth.UNKNOWN;
    }

    @Override
    public Optional<String> fact() {
      return Optional.of(name);
    }
  }
}
