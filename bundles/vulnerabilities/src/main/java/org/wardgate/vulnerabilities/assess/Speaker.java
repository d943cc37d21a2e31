package org.wardgate.vulnerabilities.assess;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.inventory.ReferenceSigner;

/**
 * On whose behalf a document was signed.
 *
 * @param id of the manufacturer or the authority
 * @param manufacturerIds whose devices it may speak of
 * @param models which of them; absent means every model
 */
public record Speaker(String id, Set<String> manufacturerIds, Optional<ReferenceSigner> models) {
  /** Copies the set. */
  public Speaker {
    manufacturerIds = Set.copyOf(manufacturerIds);
  }

  /** Whether it may say what is known about vulnerabilities of that firmware. */
  public boolean mayJudge(Firmware firmware) {
    return manufacturerIds.contains(firmware.manufacturerId())
        && models
            .map(m -> m.speaksFor(firmware.sbom().vendor(), firmware.sbom().firmware().name()))
            .orElse(true);
  }
}
