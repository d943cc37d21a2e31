package org.wardgate.attestation.scheme;

import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * Evidence as it arrived, with what is known independently of it.
 *
 * @param content the bytes
 * @param nonce of the challenge it must answer
 * @param device whom the session authenticated
 */
public record Evidence(Bytes content, Bytes nonce, DeviceId device) {}
