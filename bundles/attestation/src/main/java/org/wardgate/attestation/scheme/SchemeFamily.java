package org.wardgate.attestation.scheme;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;

/**
 * Kinds of evidence by who measures. A class of attesters is of one family: otherwise software
 * could pick the family whose measurements it may write itself.
 */
public enum SchemeFamily {
  /** Tokens of a PSA root of trust. */
  PSA,
  /** Other entity attestation tokens, signed or with a code. */
  EAT,
  /** Tokens with a chain of layers. */
  DICE,
  /** Quotes of a TPM. */
  TPM;

  /** How the class of an implementation with a PSA root of trust begins. */
  private static final String PSA_CLASS = "impl:";

  /**
   * The family of a class, by what its manufacturer lists and by its name.
   *
   * @param known what its manufacturer says of it
   * @return empty if neither tells
   */
  static Optional<SchemeFamily> of(String classId, Optional<ReferenceClass> known) {
    List<ReferenceComponent> listed = known.map(ReferenceClass::components).orElse(List.of());
    if (lists(listed, Components.REGISTER)) {
      return Optional.of(TPM);
    }
    if (lists(listed, Components.LAYER)) {
      return Optional.of(DICE);
    }
    if (classId.startsWith(PSA_CLASS)) {
      return Optional.of(PSA);
    }
    return listed.isEmpty() ? Optional.empty() : Optional.of(EAT);
  }

  private static boolean lists(List<ReferenceComponent> listed, String prefix) {
    return listed.stream().anyMatch(component -> component.name().startsWith(prefix));
  }
}
