package org.wardgate.emulators.device;

import java.security.PrivateKey;
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

/**
 * Makes a device's evidence: a PSA attestation token (RFC 9783) as COSE_Sign1 with ES256, or as
 * COSE_Mac0.
 */
public final class PsaToken {
  private static final String PROFILE = "tag:psacertified.org,2023:psa#tfm";
  private static final int CLIENT_ID = 1;

  // RFC 9783 §4, claim labels
  private static final long NONCE = 10;
  private static final long INSTANCE_ID = 256;
  private static final long PROFILE_DEFINITION = 265;
  private static final long CLIENT = 2394;
  private static final long LIFECYCLE = 2395;
  private static final long IMPLEMENTATION_ID = 2396;
  private static final long BOOT_SEED = 268;
  private static final long SOFTWARE_COMPONENTS = 2399;

  // RFC 9783 §4.4.1, keys inside a software component
  private static final long MEASUREMENT_TYPE = 1;
  private static final long MEASUREMENT_VALUE = 2;
  private static final long VERSION = 4;
  private static final long SIGNER_ID = 5;

  private final Bytes instanceId;
  private final Firmware firmware;
  private final Bytes bootSeed;

  /**
   * @param instanceId 33 bytes
   * @param firmware what was measured
   * @param bootSeed 8 to 32 random bytes, new at every boot
   */
  public PsaToken(Bytes instanceId, Firmware firmware, Bytes bootSeed) {
    this.instanceId = instanceId;
    this.firmware = firmware;
    this.bootSeed = bootSeed;
  }

  /**
   * The evidence for a challenge.
   *
   * @param nonce of the verifier, 32, 48 or 64 bytes
   * @param key the initial attestation key, P-256
   */
  public Bytes sign(Bytes nonce, PrivateKey key) {
    return CoseSigner.sign1(CborWriter.write(claims(nonce)), key, CoseAlgorithms.ES256);
  }

  /**
   * The evidence of a device without certificates: the same claims as COSE_Mac0 with HMAC 256/256.
   *
   * @param nonce of the verifier
   * @param key 32 bytes
   */
  public Bytes authenticate(Bytes nonce, Bytes key) {
    return CoseSigner.mac0(CborWriter.write(claims(nonce)), key);
  }

  private CborMap claims(Bytes nonce) {
    Map<CborValue, CborValue> claims = new LinkedHashMap<>();
    claims.put(CborInt.of(NONCE), new CborBytes(nonce));
    claims.put(CborInt.of(INSTANCE_ID), new CborBytes(instanceId));
    claims.put(CborInt.of(PROFILE_DEFINITION), new CborText(PROFILE));
    claims.put(CborInt.of(CLIENT), CborInt.of(CLIENT_ID));
    claims.put(CborInt.of(LIFECYCLE), CborInt.of(firmware.lifecycle()));
    claims.put(CborInt.of(IMPLEMENTATION_ID), hex(firmware.implementationIdHex()));
    claims.put(CborInt.of(BOOT_SEED), new CborBytes(bootSeed));
    List<CborValue> components = firmware.components().stream().map(PsaToken::component).toList();
    claims.put(CborInt.of(SOFTWARE_COMPONENTS), new CborArray(components));
    return new CborMap(claims);
  }

  private static CborValue component(Firmware.Component component) {
    Map<CborValue, CborValue> entries = new LinkedHashMap<>();
    entries.put(CborInt.of(MEASUREMENT_TYPE), new CborText(component.type()));
    entries.put(CborInt.of(MEASUREMENT_VALUE), hex(component.measurementHex()));
    entries.put(CborInt.of(VERSION), new CborText(component.version()));
    entries.put(CborInt.of(SIGNER_ID), hex(component.signerIdHex()));
    return new CborMap(entries);
  }

  private static CborBytes hex(String digits) {
    return new CborBytes(Bytes.ofHex(digits));
  }
}
