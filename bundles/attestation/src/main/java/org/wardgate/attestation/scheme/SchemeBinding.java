package org.wardgate.attestation.scheme;

import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;

/** Binds an attester to the evidence that its class allows. Every scheme asks here. Stateless. */
public final class SchemeBinding {
  private SchemeBinding() {}

  /**
   * Requires that evidence of a family may come from this attester, and that somebody other than
   * the evidence names its class.
   *
   * @param family of the evidence
   * @param attester whom somebody vouches for; empty if only a shared key does
   * @param told the class that the evidence tells
   * @param device of the session
   * @throws RefusedException {@code WG-ATT-0014} if the class sends other evidence; {@code
   *     WG-ATT-0010} if the class is known, but only the evidence names it
   */
  public static void require(
      SchemeFamily family,
      Optional<Attester> attester,
      Optional<String> told,
      DeviceId device,
      VerificationContext context)
      throws RefusedException {
    Optional<String> endorsed = attester.flatMap(Attester::classId);
    Optional<String> counts = endorsed.or(() -> told);
    if (counts.isEmpty()) {
      return;
    }
    Optional<ReferenceClass> known = known(counts.get(), attester, device, context);
    Optional<SchemeFamily> bound = SchemeFamily.of(counts.get(), known);
    if (bound.isPresent() && bound.get() != family) {
      throw new RefusedException(
          AttestationErrors.WRONG_PROFILE,
          "class " + counts.get() + " sends evidence of family " + bound.get() + ", not " + family);
    }
    // A PSA root of trust makes the whole token, so its code stands for the implementation id as
    // for the measurements. A secure element authenticates what software hands it.
    boolean rootOfTrust = family == SchemeFamily.PSA && attester.isEmpty();
    if (endorsed.isEmpty() && !rootOfTrust && !context.classesVouched() && known.isPresent()) {
      throw new RefusedException(
          AttestationErrors.UNKNOWN_INSTANCE,
          "an endorsed class is missing: only the evidence says " + counts.get());
    }
  }

  /** What the maker of attester and device says of a class; other makers may use the same id. */
  private static Optional<ReferenceClass> known(
      String classId, Optional<Attester> attester, DeviceId device, VerificationContext context) {
    return attester
        .map(Attester::manufacturerId)
        .or(() -> context.inventory().entry(device).map(InventoryEntry::manufacturerId))
        .flatMap(maker -> context.references().referenceClass(maker, classId));
  }
}
