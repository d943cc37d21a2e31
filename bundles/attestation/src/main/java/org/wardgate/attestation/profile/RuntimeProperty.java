package org.wardgate.attestation.profile;

/**
 * What a device must attest again and again while it is admitted.
 *
 * @param fact its name
 * @param maxAgeSeconds it must be told in evidence at least so often, 1 to 86,400
 */
public record RuntimeProperty(String fact, long maxAgeSeconds) {}
