package org.wardgate.crypto.cbor;

/**
 * A floating-point number of any of CBOR's three widths.
 *
 * @param value its value; every NaN is the same
 */
public record CborFloat(double value) implements CborValue {}
