package org.wardgate.references.set;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
 * full; equal identities of several manufacturers lie side by side. Immutable.
 */
public final class ReferenceIndex implements References {
  /** Of no sets. */
  public static final ReferenceIndex EMPTY = new ReferenceIndex(List.of(), Map.of(), Map.of());

  private static final long SEED = new SecureRandom().nextLong();
  private static final long HASH_BITS = 0xFFFFL << 48;
  private static final long SET_MASK = 0xFFFF;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final List<ReferenceSet> sets;
  private final Map<String, Map<String, ReferenceClass>> classes;
  private final Map<String, List<KeyAnchor>> anchors;

  /** Of an attester 16 bits of its hash, 16 of its set's number plus 1, 32 of its offset there. */
  private final long[] table;

  private final int valuesCount;

  private ReferenceIndex(
      List<ReferenceSet> sets,
      Map<String, Map<String, ReferenceClass>> classes,
      Map<String, List<KeyAnchor>> anchors) {
    this.sets = List.copyOf(sets);
    this.classes = Map.copyOf(classes);
    this.anchors = Map.copyOf(anchors);
    this.valuesCount = sets.stream().mapToInt(ReferenceSet::valuesCount).sum();
    int attesters = sets.stream().mapToInt(set -> set.attesters().count()).sum();
    this.table = new long[Math.max(2, Integer.highestOneBit(Math.max(1, attesters)) << 2)];
  }

  /**
   * Puts sets together. Manufacturers do not see each other's attesters and classes.
   *
   * @throws RefusedException {@code WG-REF-0009} if two sets of one manufacturer speak for the same
   *     attester; {@code WG-REF-0010} if there is too much
   */
  public static ReferenceIndex of(Collection<ReferenceSet> sets) throws RefusedException {
    requireRoom(sets);
    Map<String, Map<String, ReferenceClass>> classes = new HashMap<>();
    Map<String, List<KeyAnchor>> anchors = new HashMap<>();
    for (ReferenceSet set : sets) {
      for (ReferenceClass one : set.classes().values()) {
        Map<String, ReferenceClass> ofMaker =
            classes.computeIfAbsent(one.classId(), unused -> new HashMap<>(2));
        ReferenceClass other = ofMaker.get(set.manufacturerId());
        ofMaker.put(
            set.manufacturerId(), other == null ? one : merged(/* one= */ other, /* other= */ one));
      }
      for (X509Certificate anchor : set.anchors()) {
        anchors
            .computeIfAbsent(set.manufacturerId(), unused -> new ArrayList<>())
            .add(new KeyAnchor(anchor, set.source()));
      }
    }
    ReferenceIndex index = new ReferenceIndex(List.copyOf(sets), classes, anchors);
    index.fill();
    return index;
  }

  private static void requireRoom(Collection<ReferenceSet> sets) throws RefusedException {
    if (sets.size() > SetLimits.SETS_MAX_COUNT) {
      throw tooMuch(SetLimits.SETS_MAX_COUNT, "sets");
    }
    Map<String, Long> ofMaker = new HashMap<>();
    for (ReferenceSet set : sets) {
      ofMaker.merge(set.manufacturerId(), (long) set.valuesCount(), Long::sum);
    }
    for (Map.Entry<String, Long> one : ofMaker.entrySet()) {
      if (one.getValue() > SetLimits.VALUES_OF_MANUFACTURER_MAX_COUNT) {
        throw tooMuch(SetLimits.VALUES_OF_MANUFACTURER_MAX_COUNT, "values of " + one.getKey());
      }
    }
    if (ofMaker.values().stream().mapToLong(Long::longValue).sum() > SetLimits.VALUES_MAX_COUNT) {
      throw tooMuch(SetLimits.VALUES_MAX_COUNT, "values");
    }
  }

  private static RefusedException tooMuch(int most, String what) {
    return new RefusedException(ReferenceErrors.TOO_MUCH, "more than " + most + " " + what);
  }

  private static ReferenceClass merged(ReferenceClass one, ReferenceClass other)
      throws RefusedException {
    boolean certified =
        !one.certificationReference().isEmpty() && !other.certificationReference().isEmpty();
    if (certified && !one.certificationReference().equals(other.certificationReference())) {
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
    int mask = table.length - 1;
    for (int number = 0; number < sets.size(); number++) {
      ReferenceSet set = sets.get(number);
      PackedAttesters attesters = set.attesters();
      for (int i = 0; i < attesters.count(); i++) {
        int offset = attesters.offset(i);
        byte[] instance = attesters.instance(offset);
        long hash = hash(instance);
        int slot = (int) hash & mask;
        while (table[slot] != 0) {
          if (isAt(slot, hash, instance) && sameMaker(set(table[slot]), set)) {
            throw contradiction(
                "attester " + Bytes.of(instance).hex(), set(table[slot]).source(), set.source());
          }
          slot = (slot + 1) & mask;
        }
        table[slot] =
            (hash & HASH_BITS)
                | ((long) (number + 1) << Integer.SIZE)
                | Integer.toUnsignedLong(offset);
      }
    }
  }

  private static boolean sameMaker(ReferenceSet one, ReferenceSet other) {
    return one.manufacturerId().equals(other.manufacturerId());
  }

  private static RefusedException contradiction(String what, String one, String other) {
    return new RefusedException(ReferenceErrors.CONTRADICTION, what + ": " + one + " and " + other);
  }

  /** The bits of the hash are beside the offset: attesters elsewhere in memory are rarely read. */
  private boolean isAt(int slot, long hash, byte[] instance) {
    long entry = table[slot];
    return ((entry ^ hash) & HASH_BITS) == 0 && set(entry).attesters().isAt((int) entry, instance);
  }

  private ReferenceSet set(long entry) {
    return sets.get((int) (entry >>> Integer.SIZE & SET_MASK) - 1);
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
  public Optional<Attester> attester(String manufacturerId, Bytes instance) {
    byte[] octets = instance.toArray();
    long hash = hash(octets);
    int mask = table.length - 1;
    for (int slot = (int) hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      if (isAt(slot, hash, octets) && set(table[slot]).manufacturerId().equals(manufacturerId)) {
        return Optional.of(at(table[slot]));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Attester> attester(Bytes instance) {
    byte[] octets = instance.toArray();
    long hash = hash(octets);
    int mask = table.length - 1;
    for (int slot = (int) hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      if (isAt(slot, hash, octets)) {
        return Optional.of(at(table[slot]));
      }
    }
    return Optional.empty();
  }

  private Attester at(long entry) {
    ReferenceSet set = set(entry);
    return set.attesters().at((int) entry, set.manufacturerId(), set.source());
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String manufacturerId, String classId) {
    return Optional.ofNullable(classes.getOrDefault(classId, Map.of()).get(manufacturerId));
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    return classes.getOrDefault(classId, Map.of()).values().stream()
        .min(Comparator.comparing(ReferenceClass::manufacturerId));
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
