package org.wardgate.crypto.est;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;

/**
 * What an EST server wants in certification requests: CsrAttrs of RFC 7030 §4.5.2. Immutable.
 *
 * @param entries in order, at most {@value #ENTRIES_MAX_COUNT}
 */
public record CsrAttributes(List<Entry> entries) {
  /** Largest encoding, in bytes. */
  public static final int SIZE_MAX_BYTES = 4_096;

  /** Most entries. */
  public static final int ENTRIES_MAX_COUNT = 32;

  /** {@code id-ecPublicKey} (RFC 5480); its values are the curves wanted. */
  public static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";

  /** {@code secp256r1}. */
  public static final String P256 = "1.2.840.10045.3.1.7";

  /** {@code ecdsa-with-SHA256} (RFC 5758). */
  public static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

  private static final String WHAT = "a list of CSR attributes";
  private static final int ATTRIBUTE_PARTS = 2;

  /**
   * One entry.
   *
   * @param oid what is wanted, in dotted form
   * @param values for an attribute its values in DER; empty for an object identifier alone
   */
  public record Entry(String oid, List<Bytes> values) {
    /** Copies the list. */
    public Entry {
      values = List.copyOf(values);
    }
  }

  /**
   * @throws IllegalArgumentException if there are too many entries
   */
  public CsrAttributes {
    entries = List.copyOf(entries);
    if (entries.size() > ENTRIES_MAX_COUNT) {
      throw new IllegalArgumentException("at most " + ENTRIES_MAX_COUNT + " entries");
    }
  }

  /** A P-256 key and a request signed with ECDSA and SHA-256. */
  public static CsrAttributes p256() {
    return new CsrAttributes(
        List.of(
            new Entry(EC_PUBLIC_KEY, List.of(der(new ASN1ObjectIdentifier(P256)))),
            new Entry(ECDSA_SHA256, List.of())));
  }

  /** In DER. */
  public Bytes encode() {
    ASN1EncodableVector list = new ASN1EncodableVector();
    for (Entry entry : entries) {
      ASN1ObjectIdentifier oid = new ASN1ObjectIdentifier(entry.oid());
      list.add(entry.values().isEmpty() ? oid : attribute(oid, entry.values()));
    }
    return der(new DERSequence(list));
  }

  private static ASN1Encodable attribute(ASN1ObjectIdentifier oid, List<Bytes> values) {
    ASN1EncodableVector set = new ASN1EncodableVector();
    for (Bytes value : values) {
      try {
        set.add(ASN1Primitive.fromByteArray(value.toArray()));
      } catch (IOException e) {
        throw new IllegalStateException("a value that is not in DER", e);
      }
    }
    return new DERSequence(new ASN1Encodable[] {oid, new DERSet(set)});
  }

  /**
   * Reads DER.
   *
   * @throws CryptoException TOO_LARGE, TRAILING_DATA or MALFORMED
   */
  public static CsrAttributes decode(Bytes encoded) throws CryptoException {
    ASN1Primitive value = Der.read(encoded, SIZE_MAX_BYTES, WHAT);
    try {
      ASN1Sequence list = ASN1Sequence.getInstance(value);
      if (list.size() > ENTRIES_MAX_COUNT) {
        throw new CryptoException(Reason.TOO_LARGE, WHAT + " with " + list.size() + " entries");
      }
      List<Entry> entries = new ArrayList<>();
      for (ASN1Encodable item : list) {
        entries.add(entry(item.toASN1Primitive()));
      }
      return new CsrAttributes(entries);
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
    }
  }

  private static Entry entry(ASN1Primitive item) throws CryptoException {
    if (item instanceof ASN1ObjectIdentifier oid) {
      return new Entry(oid.getId(), List.of());
    }
    ASN1Sequence attribute = ASN1Sequence.getInstance(item);
    if (attribute.size() != ATTRIBUTE_PARTS) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " with an attribute of no such form");
    }
    ASN1ObjectIdentifier type = ASN1ObjectIdentifier.getInstance(attribute.getObjectAt(0));
    ASN1Set set = ASN1Set.getInstance(attribute.getObjectAt(1));
    if (set.size() == 0) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " with an attribute without value");
    }
    List<Bytes> values = new ArrayList<>();
    for (ASN1Encodable value : set) {
      values.add(der(value));
    }
    return new Entry(type.getId(), values);
  }

  private static Bytes der(ASN1Encodable value) {
    try {
      return Bytes.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }
}
