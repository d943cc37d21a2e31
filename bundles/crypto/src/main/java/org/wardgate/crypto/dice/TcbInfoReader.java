package org.wardgate.crypto.dice;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** Reads one DiceTcbInfo: all its fields are optional and implicitly tagged. Stateless. */
final class TcbInfoReader {
  private static final int VENDOR = 0;
  private static final int MODEL = 1;
  private static final int VERSION = 2;
  private static final int SVN = 3;
  private static final int LAYER = 4;
  private static final int INDEX = 5;
  private static final int FWIDS = 6;
  private static final int FLAGS = 7;
  private static final int VENDOR_INFO = 8;
  private static final int TYPE = 9;
  private static final int TEXT_MAX_CHARS = 256;
  private static final int FWIDS_MAX_COUNT = 16;
  private static final int OCTETS_MAX_BYTES = 1_024;
  private static final int FWID_PARTS = 2;

  /** NIST's object identifiers. */
  private static final Map<String, String> HASHES =
      Map.of(
          "2.16.840.1.101.3.4.2.1", "sha-256",
          "2.16.840.1.101.3.4.2.2", "sha-384",
          "2.16.840.1.101.3.4.2.3", "sha-512");

  private static final Map<String, Integer> HASH_BYTES =
      Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);

  private final Map<Integer, ASN1TaggedObject> fields = new HashMap<>();

  private TcbInfoReader() {}

  static TcbInfo read(ASN1Sequence sequence) throws CryptoException {
    try {
      return new TcbInfoReader().of(sequence);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.MALFORMED, "a DICE extension of another form", e);
    }
  }

  private TcbInfo of(ASN1Sequence sequence) throws CryptoException {
    int last = -1;
    for (int i = 0; i < sequence.size(); i++) {
      // the fields come in the order of their tags, each once
      if (!(sequence.getObjectAt(i).toASN1Primitive() instanceof ASN1TaggedObject field)
          || !field.hasContextTag()
          || field.getTagNo() <= last) {
        throw DiceExtensions.malformed();
      }
      last = field.getTagNo();
      fields.put(last, field);
    }
    return new TcbInfo(
        text(VENDOR),
        text(MODEL),
        text(VERSION),
        integer(SVN),
        integer(LAYER),
        integer(INDEX),
        fwids(),
        flags(),
        octets(VENDOR_INFO),
        octets(TYPE));
  }

  /** The object identifier of a hash. */
  static String oid(String hash) {
    return HASHES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(hash))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a hash not known here"));
  }

  private Optional<String> text(int tag) throws CryptoException {
    ASN1TaggedObject field = fields.get(tag);
    if (field == null) {
      return Optional.empty();
    }
    String text = ASN1UTF8String.getInstance(field, false).getString();
    if (text.length() > TEXT_MAX_CHARS) {
      throw new CryptoException(Reason.TOO_LARGE, "a DICE text of " + text.length() + " chars");
    }
    return Optional.of(text);
  }

  private OptionalLong integer(int tag) throws CryptoException {
    ASN1TaggedObject field = fields.get(tag);
    if (field == null) {
      return OptionalLong.empty();
    }
    BigInteger value = ASN1Integer.getInstance(field, false).getValue();
    if (value.signum() < 0 || value.bitLength() >= Long.SIZE) {
      throw new CryptoException(Reason.MALFORMED, "a DICE number out of range");
    }
    return OptionalLong.of(value.longValue());
  }

  private Optional<Bytes> octets(int tag) throws CryptoException {
    ASN1TaggedObject field = fields.get(tag);
    if (field == null) {
      return Optional.empty();
    }
    byte[] octets = ASN1OctetString.getInstance(field, false).getOctets();
    if (octets.length > OCTETS_MAX_BYTES) {
      throw new CryptoException(Reason.TOO_LARGE, "a DICE string of " + octets.length + " B");
    }
    return Optional.of(Bytes.of(octets));
  }

  private List<TcbInfo.Fwid> fwids() throws CryptoException {
    ASN1TaggedObject field = fields.get(FWIDS);
    if (field == null) {
      return List.of();
    }
    ASN1Sequence list = ASN1Sequence.getInstance(field, false);
    if (list.size() == 0 || list.size() > FWIDS_MAX_COUNT) {
      throw new CryptoException(Reason.TOO_LARGE, list.size() + " DICE digests, not 1 to 16");
    }
    List<TcbInfo.Fwid> fwids = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      ASN1Sequence fwid = ASN1Sequence.getInstance(list.getObjectAt(i));
      if (fwid.size() != FWID_PARTS) {
        throw DiceExtensions.malformed();
      }
      String oid = ASN1ObjectIdentifier.getInstance(fwid.getObjectAt(0)).getId();
      String name = HASHES.get(oid);
      byte[] digest = ASN1OctetString.getInstance(fwid.getObjectAt(1)).getOctets();
      if (name == null || HASH_BYTES.getOrDefault(name, -1) != digest.length) {
        throw new CryptoException(Reason.BAD_ALGORITHM, "a DICE digest by " + oid);
      }
      fwids.add(new TcbInfo.Fwid(name, Bytes.of(digest)));
    }
    return fwids;
  }

  private Set<TcbInfo.Flag> flags() {
    Set<TcbInfo.Flag> flags = EnumSet.noneOf(TcbInfo.Flag.class);
    ASN1TaggedObject field = fields.get(FLAGS);
    if (field != null) {
      byte[] bits = ASN1BitString.getInstance(field, false).getBytes();
      for (TcbInfo.Flag flag : TcbInfo.Flag.values()) {
        boolean set = bits.length > 0 && (bits[0] & flag.mask()) != 0;
        if (set) {
          flags.add(flag);
        }
      }
    }
    return flags;
  }
}
