package org.wardgate.references.store;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.references.set.ReferenceSet;

/**
 * What all adopted versions of one set said, so that older words do not come back under other
 * names. Names are kept as digests: they may be long, and nobody reads them. Immutable.
 *
 * @param tags highest version of each CoMID, by the digest of its tag id
 * @param classes digests of the ids of the classes it has values, controls or roots for
 */
record Said(Map<String, Long> tags, Set<String> classes) {
  /** No version was adopted. */
  static final Said NOTHING = new Said(Map.of(), Set.of());

  /** Digits of a digest that are kept: 128 bits. */
  static final int DIGEST_HEX_CHARS = 32;

  Said {
    tags = Map.copyOf(tags);
    classes = Set.copyOf(classes);
  }

  static Said of(ReferenceSet set) {
    Map<String, Long> tags = new HashMap<>();
    set.tagVersions().forEach((tag, version) -> tags.put(digest(tag), version));
    Set<String> classes = new HashSet<>();
    for (ReferenceClass one : set.classes().values()) {
      // a file that only names further devices of a class says nothing that could be outdated
      if (!set.anchors().isEmpty() || says(one)) {
        classes.add(digest(one.classId()));
      }
    }
    return new Said(tags, classes);
  }

  private static boolean says(ReferenceClass one) {
    return !one.components().isEmpty()
        || !one.controls().isEmpty()
        || !one.certificationReference().isEmpty();
  }

  Said and(ReferenceSet set) {
    return and(of(set));
  }

  Said and(Said other) {
    Map<String, Long> allTags = new HashMap<>(tags);
    other.tags.forEach((tag, version) -> allTags.merge(tag, version, Math::max));
    Set<String> allClasses = new HashSet<>(classes);
    allClasses.addAll(other.classes);
    return new Said(allTags, allClasses);
  }

  private static String digest(String name) {
    return Bytes.of(name.getBytes(StandardCharsets.UTF_8))
        .sha256()
        .hex()
        .substring(0, DIGEST_HEX_CHARS);
  }
}
