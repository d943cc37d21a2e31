package org.wardgate.attestation.reference;

import java.security.PublicKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * A manufacturer's word for one attester. Immutable.
 *
 * @param ueid the instance's identity, 33 bytes
 * @param device the inventory's id of the device it is built into
 * @param key of its attestation
 * @param references of its implementation
 */
public record Endorsement(Bytes ueid, DeviceId device, PublicKey key, ReferenceValues references) {}
