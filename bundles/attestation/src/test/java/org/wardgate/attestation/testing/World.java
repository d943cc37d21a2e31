package org.wardgate.attestation.testing;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.KeyAnchor;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.profile.Appraisal;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.profile.Refusals;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.KeyCache;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * A ward's inventory, references and keys. The makers are {@code acme} and {@code other}; acme's
 * {@code pump-1} and {@code pump-2} have serial numbers SN-1 and SN-2, {@code monitor-1} is other's
 * SN-1.
 */
public final class World implements References {
  public static final DeviceId PUMP = new DeviceId("pump-1");
  public static final DeviceId PUMP_2 = new DeviceId("pump-2");
  public static final DeviceId MONITOR = new DeviceId("monitor-1");
  public static final Bytes NONCE = Bytes.ofHex("5e".repeat(32));
  public static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

  private final Map<Bytes, Attester> attesters = new HashMap<>();
  private final Map<String, ReferenceClass> classes = new HashMap<>();
  private final Map<String, List<KeyAnchor>> anchors = new HashMap<>();
  private final Map<DeviceId, SecretKey> evidenceKeys = new HashMap<>();
  private final KeyCache keys = new KeyCache();
  private Instant now = NOW;

  public World attester(Bytes instance, String maker, String serial, PublicKey key) {
    Attester attester =
        new Attester(
            instance,
            maker,
            serial,
            List.of(PublicKeys.spki(key)),
            Optional.empty(),
            maker + " keys v1");
    attesters.put(instance, attester);
    return this;
  }

  public World attesterOf(Bytes instance, String maker, String serial, PublicKey key, String id) {
    attester(instance, maker, serial, key);
    Attester plain = attesters.get(instance);
    if (plain != null) {
      attesters.put(
          instance,
          new Attester(
              instance,
              plain.manufacturerId(),
              plain.serial(),
              plain.publicKeysSpki(),
              Optional.of(id),
              plain.source()));
    }
    return this;
  }

  public World released(ReferenceClass released) {
    classes.put(released.classId(), released);
    return this;
  }

  public World released(String classId, ReferenceComponent... components) {
    return released(
        new ReferenceClass(
            classId,
            "acme",
            "Acme",
            "Pump",
            List.of(components),
            Map.of("access-control", true, "isolation", true, "secure-ota", true),
            "",
            "acme-pump v3"));
  }

  public static ReferenceComponent component(String name, Optional<Bytes> signer, Bytes... any) {
    return new ReferenceComponent(
        name,
        signer,
        Map.of("sha-256", new HashSet<>(Set.of(any))),
        "1.0",
        OptionalLong.empty(),
        Map.of(),
        false);
  }

  public World anchor(String maker, X509Certificate root) {
    anchors
        .computeIfAbsent(maker, any -> new ArrayList<>())
        .add(new KeyAnchor(root, maker + " roots v1"));
    return this;
  }

  public World evidenceKey(DeviceId device, Bytes key) {
    evidenceKeys.put(device, new SecretKeySpec(key.toArray(), "HmacSHA256"));
    return this;
  }

  public World at(Instant time) {
    now = time;
    return this;
  }

  @Override
  public Optional<Attester> attester(Bytes instance) {
    return Optional.ofNullable(attesters.get(instance));
  }

  @Override
  public Optional<ReferenceClass> referenceClass(String classId) {
    return Optional.ofNullable(classes.get(classId));
  }

  @Override
  public List<KeyAnchor> anchors(String manufacturerId) {
    return List.copyOf(anchors.getOrDefault(manufacturerId, List.of()));
  }

  @Override
  public int valuesCount() {
    return attesters.size() + classes.size();
  }

  public static InventorySnapshot inventory() {
    Map<DeviceId, InventoryEntry> devices = new LinkedHashMap<>();
    Map<InventorySnapshot.SerialKey, DeviceId> bySerial = new HashMap<>();
    add(devices, bySerial, PUMP, "acme", "SN-1");
    add(devices, bySerial, PUMP_2, "acme", "SN-2");
    add(devices, bySerial, MONITOR, "other", "SN-1");
    return new InventorySnapshot(1, Map.of(), Map.of(), devices, bySerial);
  }

  private static void add(
      Map<DeviceId, InventoryEntry> devices,
      Map<InventorySnapshot.SerialKey, DeviceId> bySerial,
      DeviceId device,
      String maker,
      String serial) {
    devices.put(
        device,
        new InventoryEntry(
            device, device.value(), "pump", maker, serial, false, List.of(), Optional.empty()));
    bySerial.put(new InventorySnapshot.SerialKey(maker, serial), device);
  }

  public VerificationContext context() {
    return new VerificationContext(
        this, inventory(), device -> Optional.ofNullable(evidenceKeys.get(device)), keys, now);
  }

  /** As the gateway does it: the first scheme that recognises it verifies it. */
  public VerifiedEvidence verify(Evidence evidence) throws RefusedException {
    return scheme(evidence).verify(evidence, context());
  }

  public static EvidenceScheme scheme(Evidence evidence) {
    return Schemes.all().stream()
        .filter(scheme -> scheme.contentFormats().contains(evidence.contentFormat()))
        .filter(scheme -> scheme.recognises(evidence))
        .findFirst()
        .orElseThrow();
  }

  public Appraisal appraise(Evidence evidence) {
    try {
      return AppraisalEngine.appraise(verify(evidence), this, BuiltInProfile.get());
    } catch (RefusedException e) {
      return Refusals.appraisal(scheme(evidence).name(), e);
    }
  }

  /** As pump-1's answer to {@link #NONCE}. */
  public Appraisal appraise(int contentFormat, Bytes content) {
    return appraise(new Evidence(content, contentFormat, NONCE, PUMP));
  }

  /** As pump-1's token in answer to {@link #NONCE}. */
  public Appraisal appraise(Bytes token) {
    return appraise(263, token);
  }
}
