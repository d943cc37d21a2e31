package org.wardgate.crypto.cose;

import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.internal.Signatures;

/** Makes COSE messages; the algorithm is always in the protected header. Stateless. */
public final class CoseSigner {
  private static final long LABEL_ALGORITHM = 1;

  private CoseSigner() {}

  /**
   * Signs as a tagged COSE_Sign1 without external data.
   *
   * @param algorithm one of {@link CoseAlgorithms}' signature algorithms
   * @throws IllegalArgumentException if the algorithm is none of these or the key is not for it
   */
  public static Bytes sign1(Bytes payload, PrivateKey key, long algorithm) {
    return sign1(payload, key, algorithm, Map.of());
  }

  /**
   * As {@link #sign1(Bytes, PrivateKey, long)}, with more in the protected header.
   *
   * @param more parameters by label, without the algorithm
   */
  public static Bytes sign1(
      Bytes payload, PrivateKey key, long algorithm, Map<Long, CborValue> more) {
    Bytes header = header(algorithm, more);
    byte[] signed = SignedStructure.sign1(header, Bytes.EMPTY, payload);
    Bytes signature = Bytes.of(Signatures.sign(name(algorithm), key, signed));
    return message(CoseParser.TAG_SIGN1, header, payload, signature);
  }

  /** Authenticates as a tagged COSE_Mac0 with HMAC 256/256 and without external data. */
  public static Bytes mac0(Bytes payload, Bytes key) {
    Bytes header = header(CoseAlgorithms.HMAC256);
    Bytes tag = HmacSha256.tag(key, SignedStructure.mac0(header, Bytes.EMPTY, payload));
    return message(CoseParser.TAG_MAC0, header, payload, tag);
  }

  private static String name(long algorithm) {
    try {
      return CoseAlgorithms.signatureName(algorithm);
    } catch (CryptoException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static Bytes header(long algorithm) {
    return header(algorithm, Map.of());
  }

  private static Bytes header(long algorithm, Map<Long, CborValue> more) {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    entries.put(CborInt.of(LABEL_ALGORITHM), CborInt.of(algorithm));
    more.forEach((label, value) -> entries.putIfAbsent(CborInt.of(label), value));
    return CborWriter.write(new CborMap(entries));
  }

  private static Bytes message(long tag, Bytes header, Bytes payload, Bytes proof) {
    return CborWriter.write(
        new CborTag(
            tag,
            CborArray.of(
                new CborBytes(header),
                CborMap.EMPTY,
                new CborBytes(payload),
                new CborBytes(proof))));
  }
}
