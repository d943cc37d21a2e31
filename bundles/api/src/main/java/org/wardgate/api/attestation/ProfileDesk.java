package org.wardgate.api.attestation;

import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;

/** Where protection profiles are looked at and tried. Thread-safe. */
public interface ProfileDesk {
  /** Profiles in force, {@code id vN}, by id. */
  List<String> profiles();

  /**
   * Appraises the newest evidence of every device as if a profile counted; nothing follows from it.
   *
   * @param profile the JSON file, at most 256 KiB
   * @return what would change, device by device
   * @throws RefusedException if the profile is not valid
   */
  List<Trial> dryRun(Bytes profile) throws RefusedException;

  /**
   * What would become of one device.
   *
   * @param device which
   * @param now its tier
   * @param then the tier it would have
   * @param because the rule that would decide
   */
  record Trial(
      DeviceId device, AttestationResult.Tier now, AttestationResult.Tier then, String because) {}
}
