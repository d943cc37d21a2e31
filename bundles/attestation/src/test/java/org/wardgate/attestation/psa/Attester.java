package org.wardgate.attestation.psa;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.attestation.reference.Endorsement;
import org.wardgate.attestation.reference.ReferenceFile;
import org.wardgate.attestation.reference.ReferenceSet;
import org.wardgate.attestation.reference.ReferenceValues;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.Finding;
import org.wardgate.crypto.ec.EcKeys;

/** A good device with its key, and what its manufacturer says of it. */
public final class Attester {
  public static final DeviceId DEVICE = new DeviceId("pump-1");
  public static final KeyPair KEY = EcKeys.generateP256();

  private static final ReferenceValues.Component BOOTLOADER =
      new ReferenceValues.Component(
          "BL", PsaTokenBuilder.SIGNER, Set.of(PsaTokenBuilder.BOOTLOADER), "1.0", true);
  private static final ReferenceValues.Component APPLICATION =
      new ReferenceValues.Component(
          "ARoT", PsaTokenBuilder.SIGNER, Set.of(PsaTokenBuilder.APPLICATION), "2.1", true);

  private Attester() {}

  public static ReferenceValues references() {
    return references(List.of(BOOTLOADER, APPLICATION), Optional.empty());
  }

  public static ReferenceValues references(
      List<ReferenceValues.Component> components, Optional<String> certification) {
    return new ReferenceValues(
        "acme-pump",
        3,
        "acme",
        PsaTokenBuilder.IMPLEMENTATION,
        components,
        Map.of("access-control", true, "isolation", true, "secure-ota", true),
        certification);
  }

  public static ReferenceSet endorsed(ReferenceValues references) {
    return ReferenceSet.of(
        new ReferenceFile(
            references,
            List.of(new Endorsement(PsaTokenBuilder.UEID, DEVICE, KEY.getPublic(), references))));
  }

  /** Appraises a token as the device's answer to {@link PsaTokenBuilder#NONCE}. */
  public static Finding appraise(org.wardgate.api.Bytes token) {
    return new FiledPsaScheme()
        .appraise(new Evidence(token, 263, PsaTokenBuilder.NONCE, DEVICE), endorsed(references()));
  }
}
