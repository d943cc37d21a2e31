package org.wardgate.crypto.cbor;

/**
 * A text string.
 *
 * @param value well-formed Unicode
 */
public record CborText(String value) implements CborValue {}
