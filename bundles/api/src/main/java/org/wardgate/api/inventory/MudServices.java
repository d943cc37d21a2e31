package org.wardgate.api.inventory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the hospital says that a MUD file leaves open.
 *
 * @param controllers hosts of a controller class (RFC 8520 §4.6), canonical prefixes by class URI
 * @param myControllers hosts that are a model's own controllers (RFC 8520 §4.7), canonical prefixes
 *     by MUD URL
 * @param approvedFiles hexadecimal SHA-256 digests of MUD files that count without a valid
 *     signature, by MUD URL
 * @param unauthenticatedUrls whether a MUD URL that only DHCP or the device itself names counts
 *     where nothing better is known
 */
public record MudServices(
    Map<String, List<String>> controllers,
    Map<String, List<String>> myControllers,
    Map<String, Set<String>> approvedFiles,
    boolean unauthenticatedUrls) {
  /** The hospital says nothing. */
  public static final MudServices NONE = new MudServices(Map.of(), Map.of(), Map.of(), false);

  /** Copies the maps. */
  public MudServices {
    controllers = Map.copyOf(controllers);
    myControllers = Map.copyOf(myControllers);
    approvedFiles = Map.copyOf(approvedFiles);
  }
}
