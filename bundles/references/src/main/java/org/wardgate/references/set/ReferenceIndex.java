package org.wardgate.references.set;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;

/**
 * All sets in force together. Attesters are found in an open hash table of offsets, at most half
 * full. Immutable.
 */
public final class ReferenceIndex implements References {
  /** Of no sets. */
  public static final ReferenceIndex EMPTY = new ReferenceIndex(List.of(), Map.of(), Map.of());

  private static final long SEED = new SecureRandom().nextLong();
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final List<ReferenceSet> sets;
  private final Map<String, ReferenceClass> classes;
  private final Map<String, List<KeyAnchor>> anchors;
  private final long[] table;
  private final int valuesCount;

  private ReferenceIndex(
      List<ReferenceSet> sets,
      Map<String, ReferenceClass> classes,
      Map<String, List<KeyAnchor>> anchors) {
    this.sets = List.copyOf(sets);
    this.classes = Map.copyOf(classes);
    this.anchors = Map.copyOf(anchors);
    this.valuesCount = sets.stream().mapToInt(ReferenceSet::valuesCount).sum();
    int attesters = sets.stream().mapToInt(set -> set.attesters().count()).sum();
    this.table = new long[Math.max(2, Integer.highestOneBit(Math.max(1, attesters)) << 2)];
  }

  /**
   * Puts sets together.
   *
   * @throws RefusedException {@code WG-REF-0009} if two speak for the same attester, or two
   *     manufacturers for the same class; {@code WG-REF-0010} if there is too much
   */
  public static ReferenceIndex of(Collection<ReferenceSet> sets) throws RefusedException {
    Map<String, ReferenceClass> classes = new HashMap<>();
    Map<String, List<KeyAnchor>> anchors = new HashMap<>();
    long values = 0;
    for (ReferenceSet set : sets) {
      values += set.valuesCount();
      for (ReferenceClass one : set.classes().values()) {
        ReferenceClass other = classes.get(one.classId());
        classes.put(
            one.classId(), other == null ? one : merged(/* one= */ other, /* other= */ one));
      }
      for (X509Certificate anchor : set.anchors()) {
        anchors
            .computeIfAbsent(set.manufacturerId(), unused -> new ArrayList<>())
            .add(new KeyAnchor(anchor, set.source()));
      }
    }
    if (values > SetLimits.VALUES_MAX_COUNT) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH, "more than " + SetLimits.VALUES_MAX_COUNT + " values");
    }
    ReferenceIndex index = new ReferenceIndex(List.copyOf(sets), classes, anchors);
    index.fill();
    return index;
  }

  private static ReferenceClass merged(ReferenceClass one, ReferenceClass other)
      throws RefusedException {
    boolean certified =
        !one.certificationReference().isEmpty() && !other.certificationReference().isEmpty();
    if (!one.manufacturerId().equals(other.manufacturerId())
        || (certified && !one.certificationReference().equals(other.certificationReference()))) {
      throw contradiction("class " + one.classId(), one.source(), other.source());
    }
    List<ReferenceComponent> components = new ArrayList<>(one.components());
    components.addAll(other.components());
    Map<String, Boolean> controls = new HashMap<>(one.controls());
    other.controls().forEach((name, holds) -> controls.merge(name, holds, Boolean::logicalAnd));
    return new ReferenceClass(
        one.classId(),
        one.manufacturerId(),
        one.vendor().isEmpty() ? other.vendor() : one.vendor(),
        one.model().isEmpty() ? other.model() : one.model(),
        components,
        controls,
        one.certificationReference().isEmpty()
            ? other.certificationReference()
            : one.certificationReference(),
        one.source() + ", " + other.source());
  }

  private void fill() throws RefusedException {
    for (int number = 0; number < sets.size(); number++) {
      PackedAttesters attesters = sets.get(number).attesters();
      for (int i = 0; i < attesters.count(); i++) {
        int offset = attesters.offset(i);
        byte[] instance = attesters.instance(offset);
        int slot = slot(instance);
        if (table[slot] != 0) {
          throw contradiction(
              "attester " + Bytes.of(instance).hex(),
              set(table[slot]).source(),
              sets.get(number).source());
        }
        table[slot] = (long) (number + 1) << Integer.SIZE | offset;
      }
    }
  }

  private static RefusedException contradiction(String what, String one, String other) {
    return new RefusedException(ReferenceErrors.CONTRADICTION, what + ": " + one + " and " + other);
  }

  /** Where an instance is, or the free place where it would be. */
  private int slot(byte[] instance) {
    int mask = table.length - 1;
    int slot = (int) hash(instance) & mask;
    while (table[slot] != 0 && !set(table[slot]).attesters().isAt((int) table[slot], instance)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private ReferenceSet set(long entry) {
    return sets.get((int) (entry >>> Integer.SIZE) - 1);
  }

  private static long hash(byte[] instance) {
    long hash = SEED;
    for (byte octet : instance) {
      hash = (hash ^ (octet & 0xff)) * MIX;
      hash ^= hash >>> Integer.SIZE;
    }
    return hash;
  }

  @Override
  public Optional<Attester> attester(Bytes instance) {
    long entry = table[slot(instance.toArray())];
    if (entry == 0) {
      return Optional.empty();
    }
    ReferenceSet set = set(entry);
    return Optional.of(set.attesters().at((int) entry, set.manufacturerId(), set.source()));
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    return Optional.ofNullable(classes.get(classId));
  }

  @Override
  public List<KeyAnchor> anchors(String manufacturerId) {
    return anchors.getOrDefault(manufacturerId, List.of());
  }

  @Override
  public int valuesCount() {
    return valuesCount;
  }

  /** The sets, in the order given. */
  public List<ReferenceSet> sets() {
    return sets;
  }
}
