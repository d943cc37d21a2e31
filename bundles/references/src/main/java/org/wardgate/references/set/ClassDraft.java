package org.wardgate.references.set;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.references.corim.Measurement;
import org.wardgate.references.corim.Notes;

/** Collects what a manifest says about one class. Not thread-safe. */
final class ClassDraft {
  static final String CONTROL = "wardgate.control/";
  static final String OPTIONAL = "wardgate.optional/";
  static final String CERTIFICATION = "psa.certification";

  /** Controls that a manufacturer may endorse; the others only evidence can show. */
  static final Set<String> ENDORSABLE_CONTROLS =
      Set.of("access-control", "isolation", "secure-ota");

  private static final String CONFIGURED = "is-configured";

  private final String classId;
  private final List<ReferenceComponent> components = new ArrayList<>();
  private final Map<String, Boolean> controls = new HashMap<>();
  private final Set<String> optionalNames = new HashSet<>();
  private Optional<Model> model = Optional.empty();
  private String certification = "";

  ClassDraft(String classId) {
    this.classId = classId;
  }

  Optional<Model> model() {
    return model;
  }

  void declare(Model declared) {
    if (model.isEmpty()) {
      model = Optional.of(declared);
    }
  }

  void reference(Measurement measurement, String anonymousName, Notes notes)
      throws RefusedException {
    if (!measurement.unusable().isEmpty()) {
      notes.add("a measurement with " + measurement.unusable().get(0) + " is ignored");
      return;
    }
    if (!measurement.flags().isEmpty()) {
      notes.add("a measurement with a flag that nothing here compares is ignored");
      return;
    }
    if (measurement.digests().isEmpty() && measurement.registers().isEmpty()) {
      notes.add("a measurement without digests is ignored");
    }
    if (!measurement.digests().isEmpty()) {
      String name = measurement.name().isEmpty() ? anonymousName : measurement.name();
      add(name, measurement, measurement.digests());
    }
    for (Map.Entry<String, Map<String, Set<Bytes>>> register : measurement.registers().entrySet()) {
      add(register.getKey(), measurement, register.getValue());
    }
  }

  private void add(String name, Measurement measurement, Map<String, Set<Bytes>> digests)
      throws RefusedException {
    if (components.size() >= SetLimits.COMPONENTS_MAX_COUNT) {
      throw new RefusedException(
          ReferenceErrors.TOO_MUCH,
          "more than " + SetLimits.COMPONENTS_MAX_COUNT + " components of " + classId);
    }
    components.add(
        new ReferenceComponent(
            name,
            measurement.signerId(),
            digests,
            measurement.version(),
            measurement.svn(),
            measurement.flags(),
            false));
  }

  void endorse(Measurement measurement, Notes notes) throws RefusedException {
    String key = measurement.key();
    Boolean configured = measurement.flags().get(CONFIGURED);
    if (!measurement.unusable().isEmpty()) {
      notes.add("an endorsement with " + measurement.unusable().get(0) + " is ignored");
    } else if (key.startsWith(CONTROL) && configured != null) {
      control(key.substring(CONTROL.length()), configured, notes);
    } else if (key.startsWith(OPTIONAL) && configured != null) {
      if (configured) {
        optionalNames.add(key.substring(OPTIONAL.length()));
      }
    } else if (!measurement.certification().isEmpty() && key.equals(CERTIFICATION)) {
      certification(measurement.certification().replace(" ", ""));
    } else {
      notes.add("an endorsed value of no use here is ignored");
    }
  }

  /** Said twice, the worse counts. */
  private void control(String name, boolean holds, Notes notes) {
    if (ENDORSABLE_CONTROLS.contains(name)) {
      controls.merge(name, holds, Boolean::logicalAnd);
    } else {
      notes.add("the control " + name + " cannot be endorsed");
    }
  }

  private void certification(String reference) throws RefusedException {
    if (!certification.isEmpty() && !certification.equals(reference)) {
      throw new RefusedException(
          ReferenceErrors.MALFORMED, "two certification references for " + classId);
    }
    certification = reference;
  }

  ReferenceClass build(String manufacturerId, String source) {
    Model named = model.orElse(new Model("", ""));
    return new ReferenceClass(
        classId,
        manufacturerId,
        named.vendor(),
        named.model(),
        components.stream().map(this::withOptional).toList(),
        controls,
        certification,
        source);
  }

  private ReferenceComponent withOptional(ReferenceComponent one) {
    return optionalNames.contains(one.name())
        ? new ReferenceComponent(
            one.name(), one.signerId(), one.digests(), one.version(), one.svn(), one.flags(), true)
        : one;
  }
}
