package org.wardgate.registrar.testing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.registrar.testing.TestCa.Identity;

/** Writes vouchers and requests by number, right ones and wrong ones; for one use. */
public final class VoucherWriter {
  private final long structure;
  private final Map<CborValue, CborValue> leaves = new LinkedHashMap<>();

  private VoucherWriter(long structure) {
    this.structure = structure;
  }

  /** A voucher without leaves. */
  public static VoucherWriter voucher() {
    return new VoucherWriter(2451);
  }

  /** A request without leaves. */
  public static VoucherWriter request() {
    return new VoucherWriter(2501);
  }

  /** Another structure. */
  public static VoucherWriter structure(long sid) {
    return new VoucherWriter(sid);
  }

  public VoucherWriter put(long leaf, CborValue value) {
    leaves.put(CborInt.of(leaf), value);
    return this;
  }

  /** With a key of any kind. */
  public VoucherWriter raw(CborValue key, CborValue value) {
    leaves.put(key, value);
    return this;
  }

  public VoucherWriter named(String leaf, CborValue value) {
    leaves.put(new CborText(leaf), value);
    return this;
  }

  public VoucherWriter number(long leaf, long value) {
    return put(leaf, CborInt.of(value));
  }

  public VoucherWriter text(long leaf, String value) {
    return put(leaf, new CborText(value));
  }

  public VoucherWriter date(long leaf, Instant value) {
    return text(leaf, value.toString());
  }

  public VoucherWriter bytes(long leaf, Bytes value) {
    return put(leaf, new CborBytes(value));
  }

  public VoucherWriter without(long leaf) {
    leaves.remove(CborInt.of(leaf));
    return this;
  }

  public Bytes payload() {
    return CborWriter.write(new CborMap(Map.of(CborInt.of(structure), new CborMap(leaves))));
  }

  /** Signed, with these certificates in the open header. */
  public Bytes signed(Identity signer, X509Certificate... more) {
    return signed(payload(), signer, more);
  }

  /** Anything signed, with these certificates in the open header. */
  public static Bytes signed(Bytes payload, Identity signer, X509Certificate... more) {
    List<X509Certificate> bag = new ArrayList<>(List.of(signer.certificate()));
    bag.addAll(List.of(more));
    try {
      return CoseX509.sign1(payload, signer.key(), bag);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signed, without certificates. */
  public Bytes bare(Identity signer) {
    return CoseSigner.sign1(payload(), signer.key(), CoseAlgorithms.ES256);
  }
}
