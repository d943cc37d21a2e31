package org.wardgate.mud.file;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.mud.DeviceConfiguration;
import org.wardgate.api.mud.MudFacts.Certification;
import org.wardgate.api.mud.MudFacts.Link;
import org.wardgate.api.policy.Bandwidth;

/**
 * What a file says by extensions that this gateway knows.
 *
 * @param bootstrapping what the device may do before it is admitted
 * @param bandwidth how much it may send and be sent
 * @param certification a certification statement
 * @param configuration what to configure before it joins
 * @param links SBOM and vulnerability URLs (RFC 9472)
 */
public record Extras(
    Optional<Policies> bootstrapping,
    Optional<Bandwidth> bandwidth,
    Optional<Certification> certification,
    Optional<DeviceConfiguration> configuration,
    List<Link> links) {
  /** Most links of a file. */
  public static final int LINKS_MAX_COUNT = 32;

  /** Copies the list. */
  public Extras {
    links = List.copyOf(links);
  }
}
