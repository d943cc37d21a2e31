package org.wardgate.attestation.eat;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.attestation.psa.PsaTokenBuilder;
import org.wardgate.attestation.testing.World;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborSimple;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.ec.EcKeys;

/** Makes entity attestation tokens, good ones unless told otherwise. */
public final class EatBuilder {
  public static final Bytes UEID = Bytes.ofHex("01" + "ea".repeat(16));
  public static final KeyPair KEY = EcKeys.generateP256();
  public static final Bytes MODEL = Bytes.ofHex("4e50");
  public static final String CLASS = "bytes:4e50";
  public static final Bytes FIRMWARE = Bytes.ofHex("f1".repeat(32));

  private final Map<CborValue, CborValue> claims = new LinkedHashMap<>();

  public EatBuilder() {
    claim(10, new CborBytes(World.NONCE));
    claim(256, new CborBytes(UEID));
    claim(259, new CborBytes(MODEL));
    claim(262, CborSimple.TRUE);
    claim(263, CborInt.of(3));
    claim(
        2399,
        CborArray.of(
            PsaTokenBuilder.component(
                1,
                new CborText("APP"),
                2,
                new CborBytes(FIRMWARE),
                5,
                new CborBytes(PsaTokenBuilder.SIGNER))));
  }

  public EatBuilder claim(long label, CborValue value) {
    claims.put(CborInt.of(label), value);
    return this;
  }

  public EatBuilder textClaim(String label, CborValue value) {
    claims.put(new CborText(label), value);
    return this;
  }

  public EatBuilder without(long label) {
    claims.remove(CborInt.of(label));
    return this;
  }

  public EatBuilder submodule(String name, CborValue value) {
    return claim(266, new CborMap(Map.of(new CborText(name), value)));
  }

  public CborMap map() {
    return new CborMap(claims);
  }

  public Bytes payload() {
    return CborWriter.write(map());
  }

  public Bytes sign() {
    return sign(KEY.getPrivate());
  }

  public Bytes sign(PrivateKey key) {
    return CoseSigner.sign1(payload(), key, CoseAlgorithms.ES256);
  }

  public Bytes mac(Bytes key) {
    return CoseSigner.mac0(payload(), key);
  }

  /** A ward that knows the device, its key and its firmware. */
  public static World world() {
    return endorsed(released(new World()));
  }

  /** A ward that also knows the device and its class. */
  public static World endorsed(World world) {
    return world.attesterOf(UEID, "acme", "SN-1", KEY.getPublic(), CLASS);
  }

  /** A ward that knows its firmware alone. */
  public static World released(World world) {
    return world.released(
        CLASS, World.component("APP", java.util.Optional.of(PsaTokenBuilder.SIGNER), FIRMWARE));
  }
}
