package org.wardgate.attestation.psa;

import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;

/** Makes tokens, good ones unless told otherwise. */
public final class PsaTokenBuilder {
  public static final Bytes UEID = Bytes.ofHex("01" + "ab".repeat(32));
  public static final Bytes IMPLEMENTATION = Bytes.ofHex("1c".repeat(32));
  public static final Bytes NONCE = Bytes.ofHex("5e".repeat(32));
  public static final Bytes BOOTLOADER = Bytes.ofHex("b1".repeat(32));
  public static final Bytes APPLICATION = Bytes.ofHex("a7".repeat(32));
  public static final Bytes SIGNER = Bytes.ofHex("51".repeat(32));
  public static final long SECURED = 0x3000;

  private final Map<CborValue, CborValue> claims = new LinkedHashMap<>();

  public PsaTokenBuilder() {
    claim(265, new CborText("tag:psacertified.org,2023:psa#tfm"));
    nonce(NONCE);
    claim(256, new CborBytes(UEID));
    claim(2396, new CborBytes(IMPLEMENTATION));
    claim(2394, CborInt.of(1));
    lifecycle(SECURED);
    claim(268, new CborBytes(Bytes.ofHex("00".repeat(8))));
    components(component("BL", BOOTLOADER), component("ARoT", APPLICATION));
  }

  public PsaTokenBuilder claim(long label, CborValue value) {
    claims.put(CborInt.of(label), value);
    return this;
  }

  public PsaTokenBuilder textClaim(String label, CborValue value) {
    claims.put(new CborText(label), value);
    return this;
  }

  public PsaTokenBuilder without(long label) {
    claims.remove(CborInt.of(label));
    return this;
  }

  public PsaTokenBuilder nonce(Bytes nonce) {
    return claim(10, new CborBytes(nonce));
  }

  public PsaTokenBuilder lifecycle(long value) {
    return claim(2395, CborInt.of(value));
  }

  public PsaTokenBuilder components(CborValue... components) {
    return claim(2399, CborArray.of(components));
  }

  public static CborMap component(String type, Bytes measurement) {
    return component(
        1, new CborText(type), 2, new CborBytes(measurement), 5, new CborBytes(SIGNER));
  }

  /** A map of label, value, label, value… */
  public static CborMap component(Object... labelsAndValues) {
    Map<CborValue, CborValue> fields = new LinkedHashMap<>();
    List<CborValue> items = new ArrayList<>();
    for (Object item : labelsAndValues) {
      items.add(
          item instanceof CborValue value
              ? value
              : item instanceof Integer label
                  ? CborInt.of(label)
                  : new CborText(String.valueOf(item)));
    }
    for (int i = 0; i < items.size(); i += 2) {
      fields.put(items.get(i), items.get(i + 1));
    }
    return new CborMap(fields);
  }

  public Bytes payload() {
    return CborWriter.write(new CborMap(claims));
  }

  public Bytes sign(PrivateKey key) {
    return CoseSigner.sign1(payload(), key, CoseAlgorithms.ES256);
  }
}
