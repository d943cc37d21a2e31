package org.wardgate.attestation.psa;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.ec.EcKeys;

/** A device with a PSA root of trust, and its manufacturer's word for it. */
public final class Attester {
  public static final DeviceId DEVICE = World.PUMP;
  public static final KeyPair KEY = EcKeys.generateP256();

  public static final ReferenceComponent BOOTLOADER =
      World.component("BL", Optional.of(PsaTokenBuilder.SIGNER), PsaTokenBuilder.BOOTLOADER);
  public static final ReferenceComponent APPLICATION =
      World.component("ARoT", Optional.of(PsaTokenBuilder.SIGNER), PsaTokenBuilder.APPLICATION);

  private static final String CLASS = "impl:" + PsaTokenBuilder.IMPLEMENTATION.hex();

  private Attester() {}

  /** A ward that knows the device and its released firmware. */
  public static World world() {
    return world(List.of(BOOTLOADER, APPLICATION), "");
  }

  public static World world(List<ReferenceComponent> components, String certification) {
    return world(
        components,
        certification,
        Map.of("access-control", true, "isolation", true, "secure-ota", true));
  }

  /** A ward whose maker endorses these controls. */
  public static World world(
      List<ReferenceComponent> components, String certification, Map<String, Boolean> controls) {
    return new World()
        .attesterOf(PsaTokenBuilder.UEID, "acme", "SN-1", KEY.getPublic(), CLASS)
        .released(
            new ReferenceClass(
                CLASS,
                "acme",
                "Acme",
                "Pump",
                components,
                controls,
                certification,
                "acme-pump v3"));
  }

  /** Appraises a token as the device's answer to {@link PsaTokenBuilder#NONCE}. */
  public static Appraisal appraise(Bytes token) {
    return world().appraise(token);
  }
}
