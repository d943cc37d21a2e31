package org.wardgate.attestation.profile;

import java.util.HashMap;
import java.util.Map;
import org.wardgate.api.attestation.reference.ReferenceClass;

/**
 * Which security controls evidence shows. Two it shows itself; others the manufacturer endorses for
 * the class, and they hold only as long as exactly what was released was measured. No profile
 * changes this. Stateless.
 */
final class Controls {
  /** Every stage measured is released software, and nobody can debug it. */
  static final String SECURE_BOOT = "secure-boot";

  /** Fuses, debug ports and keys are in the state the manufacturer locked them into. */
  static final String CONFIG_INTEGRITY = "config-integrity";

  private static final String DEBUG = "debug";
  private static final String DEBUG_ENABLED = "enabled";

  /** Disabled now, and perhaps not a moment ago (RFC 9711 §4.2.9.2): that shows nothing. */
  private static final String DEBUG_DISABLED_NOW = "disabled";

  private Controls() {}

  static Map<String, Boolean> of(Compared compared) {
    Map<String, Boolean> controls = new HashMap<>();
    if (!compared.comparable()) {
      return controls;
    }
    boolean good = compared.comparison().good();
    Truth locked = locked(compared.facts());
    controls.put(SECURE_BOOT, good && locked != Truth.FALSE);
    if (locked != Truth.UNKNOWN) {
      controls.put(CONFIG_INTEGRITY, locked == Truth.TRUE);
    }
    compared
        .reference()
        .filter(reference -> good && locked != Truth.FALSE)
        .filter(reference -> certified(reference, compared.facts()))
        .ifPresent(reference -> controls.putAll(reference.controls()));
    return controls;
  }

  /** Whether nobody can look into the device, as far as the evidence tells. */
  private static Truth locked(Facts facts) {
    if (facts.get(Facts.LIFECYCLE).isPresent()) {
      return Truth.of(facts.isText(Facts.LIFECYCLE, Facts.SECURED));
    }
    if (facts.get(DEBUG).isEmpty() || facts.isText(DEBUG, DEBUG_DISABLED_NOW)) {
      return Truth.UNKNOWN;
    }
    return Truth.of(!facts.isText(DEBUG, DEBUG_ENABLED));
  }

  private static boolean certified(ReferenceClass reference, Facts facts) {
    return reference.certificationReference().isEmpty()
        || facts.isText(Facts.CERTIFICATION, reference.certificationReference());
  }
}
