package org.wardgate.attestation.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;

/** Every endorsement in force, found by instance in constant time. Immutable. */
public final class ReferenceSet {
  /** Endorses nobody. */
  public static final ReferenceSet EMPTY = new ReferenceSet(Map.of());

  private final Map<Bytes, Endorsement> byUeid;

  private ReferenceSet(Map<Bytes, Endorsement> byUeid) {
    this.byUeid = byUeid;
  }

  /** Collects files into a set. Single use. */
  static final class Builder {
    private final Map<Bytes, Endorsement> byUeid = new HashMap<>();

    /**
     * Adds all endorsements of a file, or none.
     *
     * @throws RefusedException {@code WG-ATT-0021} if an instance is endorsed already
     */
    void add(ReferenceFile file) throws RefusedException {
      for (Endorsement endorsement : file.endorsements()) {
        Endorsement other = byUeid.get(endorsement.ueid());
        if (other != null) {
          throw new RefusedException(
              AttestationErrors.BAD_REFERENCE_FILE,
              other.references().id() + " endorses the same instance " + endorsement.ueid().hex());
        }
      }
      file.endorsements().forEach(endorsement -> byUeid.put(endorsement.ueid(), endorsement));
    }

    ReferenceSet build() {
      return new ReferenceSet(byUeid);
    }
  }

  /**
   * The set of one file.
   *
   * @param file whose endorsements count
   */
  public static ReferenceSet of(ReferenceFile file) {
    Map<Bytes, Endorsement> byUeid = new HashMap<>();
    file.endorsements().forEach(endorsement -> byUeid.put(endorsement.ueid(), endorsement));
    return new ReferenceSet(byUeid);
  }

  /** Who vouches for an instance. */
  public Optional<Endorsement> endorsement(Bytes ueid) {
    return Optional.ofNullable(byUeid.get(ueid));
  }

  /** How many instances are endorsed. */
  public int size() {
    return byUeid.size();
  }
}
