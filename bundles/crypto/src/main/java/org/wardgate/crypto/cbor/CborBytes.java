package org.wardgate.crypto.cbor;

import org.wardgate.api.Bytes;

/**
 * A byte string.
 *
 * @param value its content
 */
public record CborBytes(Bytes value) implements CborValue {}
