package org.wardgate.attestation.scheme;

import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;

/**
 * Evidence as it arrived, with what is known independently of it. Immutable.
 *
 * @param content the bytes
 * @param contentFormat the CoAP Content-Format it was labelled with
 * @param nonce of the challenge it must answer
 * @param device whom the session authenticated
 */
public record Evidence(Bytes content, int contentFormat, Bytes nonce, DeviceId device) {}
