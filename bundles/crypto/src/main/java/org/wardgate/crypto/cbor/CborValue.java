package org.wardgate.crypto.cbor;

/** A CBOR data item (RFC 8949 §2). Immutable; equality is by meaning, not by encoding. */
public sealed interface CborValue
    permits CborInt, CborBytes, CborText, CborArray, CborMap, CborTag, CborSimple, CborFloat {}
