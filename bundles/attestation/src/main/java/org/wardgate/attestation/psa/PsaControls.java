package org.wardgate.attestation.psa;

import java.util.HashMap;
import java.util.Map;
import org.wardgate.attestation.reference.ReferenceValues;

/**
 * Which security controls a PSA token shows. Two it shows itself; others the manufacturer endorses
 * for the implementation, and they hold only as long as exactly that implementation was measured.
 */
final class PsaControls {
  /** Every stage measured is released software, and nobody can debug the root of trust. */
  static final String SECURE_BOOT = "secure-boot";

  /** Fuses, debug ports and keys are in the state the manufacturer locked them into. */
  static final String CONFIG_INTEGRITY = "config-integrity";

  private PsaControls() {}

  static Map<String, Boolean> of(PsaClaims claims, ReferenceValues references, boolean measured) {
    boolean secured = claims.lifecycle() == Lifecycle.SECURED;
    Map<String, Boolean> controls = new HashMap<>();
    controls.put(SECURE_BOOT, secured && measured);
    controls.put(CONFIG_INTEGRITY, secured);
    boolean certified =
        references.certificationReference().isEmpty()
            || references.certificationReference().equals(claims.certificationReference());
    if (secured && measured && certified) {
      controls.putAll(references.controls());
    }
    return controls;
  }
}
