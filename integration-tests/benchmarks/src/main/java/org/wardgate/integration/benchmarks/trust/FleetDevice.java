package org.wardgate.integration.benchmarks.trust;

import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.crypto.cbor.CborArray;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseAlgorithms;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;

/**
 * A device with an attestation key of its own; what it measured is that of its model.
 *
 * @param number from 0
 * @param keys its attestation key
 */
record FleetDevice(int number, KeyPair keys) {
  static final String VENDOR = "Acme Medical";

  /** Files read without an inventory go by the vendor's name. */
  static final String MANUFACTURER = VENDOR;

  static final String MODEL = "np-200";

  /** Hardware of the model. */
  static final Bytes IMPLEMENTATION = digest("hardware of the model");

  /** Who signs its firmware. */
  static final Bytes SIGNER = digest("firmware signing key");

  /** Names of what is measured. */
  static final List<String> COMPONENTS = List.of("BL", "PRoT", "ARoT");

  private static final int LIFECYCLE_SECURED = 0x3000;

  static FleetDevice fresh(int number) {
    return new FleetDevice(number, EcKeys.generateP256());
  }

  DeviceId id() {
    return new DeviceId("device-" + number);
  }

  String serial() {
    return "SN-" + number;
  }

  Bytes spki() {
    return PublicKeys.spki(keys.getPublic());
  }

  /** RFC 9783 §4.2.1. */
  Bytes instanceId() {
    return instanceId(spki());
  }

  static Bytes instanceId(Bytes seed) {
    byte[] id = new byte[33];
    id[0] = 1;
    System.arraycopy(seed.sha256().toArray(), 0, id, 1, 32);
    return Bytes.of(id);
  }

  /** Digest of a released component. */
  static Bytes released(String component) {
    return digest(component + " as released");
  }

  /**
   * The claims of its evidence.
   *
   * @param good whether it runs what was released
   */
  Bytes claims(Bytes nonce, boolean good) {
    Map<CborValue, CborValue> claims = new LinkedHashMap<>();
    // RFC 9783 §4
    claims.put(CborInt.of(10), new CborBytes(nonce));
    claims.put(CborInt.of(256), new CborBytes(instanceId()));
    claims.put(CborInt.of(265), new CborText("tag:psacertified.org,2023:psa#tfm"));
    claims.put(CborInt.of(2394), CborInt.of(1));
    claims.put(CborInt.of(2395), CborInt.of(LIFECYCLE_SECURED));
    claims.put(CborInt.of(2396), new CborBytes(IMPLEMENTATION));
    claims.put(CborInt.of(268), new CborBytes(digest("boot of " + number)));
    claims.put(
        CborInt.of(2399),
        new CborArray(COMPONENTS.stream().map(name -> component(name, good)).toList()));
    return CborWriter.write(new CborMap(claims));
  }

  private static CborValue component(String name, boolean good) {
    boolean changed = !good && name.equals("ARoT");
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    entries.put(CborInt.of(1), new CborText(name));
    entries.put(CborInt.of(2), new CborBytes(changed ? digest("never released") : released(name)));
    entries.put(CborInt.of(4), new CborText("2.4.1"));
    entries.put(CborInt.of(5), new CborBytes(SIGNER));
    return new CborMap(entries);
  }

  /** Signed evidence. */
  Bytes evidence(Bytes nonce, boolean good) {
    return CoseSigner.sign1(claims(nonce, good), keys.getPrivate(), CoseAlgorithms.ES256);
  }

  static Bytes digest(String text) {
    return Bytes.of(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).sha256();
  }
}
