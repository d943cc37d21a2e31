package org.wardgate.decision.state;

/**
 * A MUD file, whatever its version.
 *
 * @param manufacturerId whose signers count for it
 * @param mudUrl where it is
 */
public record FileKey(String manufacturerId, String mudUrl) {}
