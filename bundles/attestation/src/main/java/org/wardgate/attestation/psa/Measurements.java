package org.wardgate.attestation.psa;

import java.util.List;
import java.util.Optional;
import org.wardgate.attestation.reference.ReferenceValues;

/** Compares what a token measured with what the manufacturer released. Stateless. */
final class Measurements {
  private Measurements() {}

  /**
   * What does not match: a component nobody released, or a required one that is missing.
   *
   * @return for people; empty if everything matches
   */
  static Optional<String> mismatch(
      List<PsaClaims.Component> measured, List<ReferenceValues.Component> references) {
    for (PsaClaims.Component component : measured) {
      if (references.stream().noneMatch(reference -> released(component, reference))) {
        return Optional.of(name(component) + " measured " + component.measurement());
      }
    }
    for (ReferenceValues.Component reference : references) {
      if (reference.required()
          && measured.stream().noneMatch(component -> sameComponent(component, reference))) {
        return Optional.of("component '" + reference.type() + "' was not measured");
      }
    }
    return Optional.empty();
  }

  private static boolean released(
      PsaClaims.Component component, ReferenceValues.Component reference) {
    return sameComponent(component, reference)
        && reference.values().contains(component.measurement());
  }

  private static boolean sameComponent(
      PsaClaims.Component component, ReferenceValues.Component reference) {
    return component.type().equals(reference.type())
        && component.signerId().equals(reference.signerId());
  }

  private static String name(PsaClaims.Component component) {
    return "component '"
        + component.type()
        + (component.version().isEmpty() ? "'" : "' version " + component.version());
  }
}
