package org.wardgate.attestation;

import java.util.List;
import org.wardgate.attestation.dice.DiceScheme;
import org.wardgate.attestation.eat.EatScheme;
import org.wardgate.attestation.psa.PsaScheme;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.se.SecureElementScheme;
import org.wardgate.attestation.tpm.TpmScheme;

/** Every scheme of evidence that is understood. */
public final class Schemes {
  private Schemes() {}

  /** All, in the order in which they are asked: the more special before the more general. */
  public static List<EvidenceScheme> all() {
    return List.of(
        new PsaScheme(),
        new DiceScheme(),
        new SecureElementScheme(),
        new EatScheme(),
        new TpmScheme());
  }
}
