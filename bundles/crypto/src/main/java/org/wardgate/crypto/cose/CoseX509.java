package org.wardgate.crypto.cose;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborTag;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.internal.NamedCurve;
import org.wardgate.crypto.internal.Signatures;
import org.wardgate.crypto.x509.Certificates;

/** Certificates in the headers of COSE messages (RFC 9360 §2). Stateless. */
public final class CoseX509 {
  /** Most certificates in one message. */
  public static final int CERTIFICATES_MAX_COUNT = 8;

  private static final long LABEL_ALGORITHM = 1;
  private static final long LABEL_BAG = 32;
  private static final long LABEL_CHAIN = 33;

  private CoseX509() {}

  /**
   * What a message carries as {@code x5bag} and {@code x5chain}, protected ones first. None of them
   * is trusted for being there.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE or as {@link Certificates#ofDer}
   */
  public static List<X509Certificate> certificates(CoseMessage message) throws CryptoException {
    List<X509Certificate> found = new ArrayList<>();
    for (CborMap header : List.of(message.protectedHeader(), message.unprotectedHeader())) {
      for (long label : List.of(LABEL_BAG, LABEL_CHAIN)) {
        Optional<CborValue> value = header.get(label);
        if (value.isPresent()) {
          add(value.get(), found);
        }
      }
    }
    return List.copyOf(found);
  }

  private static void add(CborValue value, List<X509Certificate> found) throws CryptoException {
    // RFC 9360 §2: one certificate is a byte string, several are an array of them
    List<CborValue> items = value instanceof CborArray array ? array.items() : List.of(value);
    for (CborValue item : items) {
      if (!(item instanceof CborBytes der)) {
        throw new CryptoException(Reason.MALFORMED, "a certificate that is not a byte string");
      }
      if (found.size() == CERTIFICATES_MAX_COUNT) {
        throw new CryptoException(
            Reason.TOO_LARGE, "more than " + CERTIFICATES_MAX_COUNT + " certificates");
      }
      found.add(Certificates.ofDer(der.value()));
    }
  }

  /**
   * The algorithm that a key signs with.
   *
   * @throws CryptoException BAD_ALGORITHM if there is none for it
   */
  public static long algorithmFor(PublicKey key) throws CryptoException {
    if (KeyPolicy.isOn(NamedCurve.P256, key)) {
      return CoseAlgorithms.ES256;
    }
    if (KeyPolicy.isOn(NamedCurve.P384, key)) {
      return CoseAlgorithms.ES384;
    }
    if (KeyPolicy.isEd25519(key)) {
      return CoseAlgorithms.EDDSA;
    }
    throw new CryptoException(Reason.BAD_ALGORITHM, "no COSE algorithm for " + key.getAlgorithm());
  }

  /**
   * Signs as a tagged COSE_Sign1 whose unprotected header carries certificates as {@code x5bag}.
   *
   * @param key of the first certificate
   * @param bag the signer's certificate first; 1 to {@value #CERTIFICATES_MAX_COUNT}
   * @throws CryptoException BAD_ALGORITHM if the signer's key is of no kind known here
   * @throws IllegalArgumentException if the key does not fit its certificate's kind
   */
  public static Bytes sign1(Bytes payload, PrivateKey key, List<X509Certificate> bag)
      throws CryptoException {
    long algorithm = algorithmFor(bag.get(0).getPublicKey());
    Bytes guarded =
        CborWriter.write(new CborMap(Map.of(CborInt.of(LABEL_ALGORITHM), CborInt.of(algorithm))));
    byte[] signed = SignedStructure.sign1(guarded, Bytes.EMPTY, payload);
    Bytes signature =
        Bytes.of(Signatures.sign(CoseAlgorithms.signatureName(algorithm), key, signed));
    List<CborValue> items =
        bag.stream().<CborValue>map(one -> new CborBytes(Certificates.der(one))).toList();
    CborValue value = items.size() == 1 ? items.get(0) : new CborArray(items);
    CborMap open = new CborMap(Map.of(CborInt.of(LABEL_BAG), value));
    return encode(guarded, open, payload, signature);
  }

  /**
   * The same message without the certificates of its unprotected header, which the signature does
   * not cover. Protected header, payload and signature stay byte for byte.
   */
  public static Bytes withoutOpenCertificates(CoseSign1 message) {
    Map<CborValue, CborValue> kept = new LinkedHashMap<>(message.unprotectedHeader().entries());
    kept.remove(CborInt.of(LABEL_BAG));
    kept.remove(CborInt.of(LABEL_CHAIN));
    return encode(
        message.protectedEncoded(), new CborMap(kept), message.payload(), message.signature());
  }

  private static Bytes encode(Bytes guarded, CborMap open, Bytes payload, Bytes signature) {
    return CborWriter.write(
        new CborTag(
            CoseParser.TAG_SIGN1,
            CborArray.of(
                new CborBytes(guarded), open, new CborBytes(payload), new CborBytes(signature))));
  }
}
