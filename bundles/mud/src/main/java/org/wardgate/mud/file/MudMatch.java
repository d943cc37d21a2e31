package org.wardgate.mud.file;

import java.util.Optional;

/**
 * The matches that RFC 8520 §4 adds.
 *
 * @param manufacturer authority of other devices' MUD URLs (§4.1), lower case
 * @param sameManufacturer the authority of this file's MUD URL (§4.2)
 * @param model exactly this MUD URL (§4.4)
 * @param localNetworks the ward's own networks (§4.5)
 * @param controller a class of hosts, an absolute URI (§4.6)
 * @param myController the hosts the operator names for this MUD URL (§4.7)
 */
public record MudMatch(
    Optional<String> manufacturer,
    boolean sameManufacturer,
    Optional<String> model,
    boolean localNetworks,
    Optional<String> controller,
    boolean myController) {}
