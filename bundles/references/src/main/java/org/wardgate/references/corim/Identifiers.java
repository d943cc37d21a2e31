package org.wardgate.references.corim;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/** Reads the many ways in which CoRIM names things, into one text or byte string. Stateless. */
final class Identifiers {
  /** RFC 9562 in CBOR. */
  static final long TAG_UUID = 37;

  /** RFC 9090. */
  static final long TAG_OID = 111;

  static final long TAG_URI = 32;
  static final long TAG_UEID = 550;
  static final long TAG_BYTES = 560;

  /** draft-fdb-rats-psa-endorsements: a PSA implementation id. */
  static final long TAG_PSA_IMPLEMENTATION = 600;

  private static final int UUID_BYTES = 16;
  private static final int OID_MAX_BYTES = 64;
  private static final int UEID_MIN_BYTES = 7;
  private static final int UEID_MAX_BYTES = 33;
  private static final int IMPLEMENTATION_BYTES = 32;
  private static final int ARC_BITS = 7;
  private static final int ARC_MORE = 0x80;
  private static final int ARCS_OF_ROOT = 40;

  private Identifiers() {}

  /** A class id as {@code ReferenceClass} writes it; empty for a kind that is not known here. */
  static Optional<String> classId(String where, CborValue value) throws RefusedException {
    OptionalLong tag = Expect.tag(value);
    CborValue content = Expect.untagged(value);
    if (tag.isEmpty()) {
      return Optional.empty();
    }
    if (tag.getAsLong() == TAG_PSA_IMPLEMENTATION) {
      return Optional.of(
          "impl:" + Expect.bytes(where, content, IMPLEMENTATION_BYTES, IMPLEMENTATION_BYTES).hex());
    }
    if (tag.getAsLong() == TAG_BYTES) {
      return Optional.of(
          "bytes:" + Expect.bytes(where, content, 1, CorimLimits.ID_MAX_BYTES).hex());
    }
    return uuidOrOid(where, tag.getAsLong(), content);
  }

  /** {@code uuid:…} or {@code oid:…}; empty for anything else. */
  static Optional<String> uuidOrOid(String where, long tag, CborValue content)
      throws RefusedException {
    if (tag == TAG_UUID) {
      return Optional.of("uuid:" + uuid(Expect.bytes(where, content, UUID_BYTES, UUID_BYTES)));
    }
    if (tag == TAG_OID) {
      return Optional.of("oid:" + oid(where, Expect.bytes(where, content, 1, OID_MAX_BYTES)));
    }
    return Optional.empty();
  }

  /** An instance id; empty for a kind that is not known here. */
  static Optional<Bytes> instance(String where, CborValue value) throws RefusedException {
    long tag = Expect.tag(value).orElse(-1);
    CborValue content = Expect.untagged(value);
    if (tag == TAG_UEID) {
      return Optional.of(Expect.bytes(where, content, UEID_MIN_BYTES, UEID_MAX_BYTES));
    }
    if (tag == TAG_BYTES) {
      return Optional.of(Expect.bytes(where, content, 1, CorimLimits.ID_MAX_BYTES));
    }
    if (tag == TAG_UUID) {
      return Optional.of(Expect.bytes(where, content, UUID_BYTES, UUID_BYTES));
    }
    return Optional.empty();
  }

  /** The id of a CoRIM or tag: text, or a UUID, tagged or not. */
  static String tagId(String where, CborValue value) throws RefusedException {
    if (value instanceof CborText) {
      String text = Expect.text(where, value);
      if (text.isBlank()) {
        throw Expect.malformed(where, "must not be blank");
      }
      return text;
    }
    if (value instanceof CborBytes || Expect.tag(value).orElse(-1) == TAG_UUID) {
      return uuid(Expect.bytes(where, Expect.untagged(value), UUID_BYTES, UUID_BYTES));
    }
    throw Expect.malformed(where, "must be text or a UUID");
  }

  /** A profile: a URI or an object identifier. */
  static String profile(String where, CborValue value) throws RefusedException {
    long tag = Expect.tag(value).orElse(-1);
    CborValue content = Expect.untagged(value);
    if (content instanceof CborText && (tag == TAG_URI || tag == -1)) {
      return Expect.text(where, content);
    }
    if (tag == TAG_OID) {
      return "oid:" + oid(where, Expect.bytes(where, content, 1, OID_MAX_BYTES));
    }
    throw Expect.malformed(where, "must be a URI or an object identifier");
  }

  /** A number or text that names a register or element. */
  static Optional<String> plain(String where, CborValue value) throws RefusedException {
    if (value instanceof CborInt) {
      return Optional.of(Long.toString(Expect.unsigned(where, value)));
    }
    return value instanceof CborText ? Optional.of(Expect.text(where, value)) : Optional.empty();
  }

  private static String uuid(Bytes value) {
    return value.hex().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  // X.690 §8.19: base 128, the first two arcs in one number
  private static String oid(String where, Bytes value) throws RefusedException {
    List<BigInteger> arcs = new ArrayList<>();
    BigInteger arc = BigInteger.ZERO;
    boolean complete = false;
    for (byte octet : value.toArray()) {
      arc = arc.shiftLeft(ARC_BITS).or(BigInteger.valueOf(octet & (ARC_MORE - 1)));
      complete = (octet & ARC_MORE) == 0;
      if (complete) {
        arcs.add(arc);
        arc = BigInteger.ZERO;
      }
    }
    if (!complete) {
      throw Expect.malformed(where, "an object identifier that ends too early");
    }
    BigInteger first = arcs.remove(0);
    long root = first.min(BigInteger.valueOf(2L * ARCS_OF_ROOT)).longValue() / ARCS_OF_ROOT;
    return root
        + "."
        + first.subtract(BigInteger.valueOf(root * ARCS_OF_ROOT))
        + arcs.stream().map(one -> "." + one).collect(Collectors.joining());
  }
}
