package org.wardgate.integration.benchmarks.campaign;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.InventorySnapshot.SerialKey;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.inventory.ReferenceSigner;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.references.offline.JsonForm;

/** A manufacturer with two devices, its CA, and what it says of them. Immutable. */
final class Maker {
  static final String NAME = "Acme Medical";
  static final DeviceId DEVICE = new DeviceId("device-0");
  static final DeviceId OTHER = new DeviceId("device-1");
  static final String SERIAL = "SN-0";

  private static final String CLASS = "pump";
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2099-01-01T00:00:00Z");

  private final KeyPair rootKeys = EcKeys.generateP256();
  private final KeyPair signerKeys = EcKeys.generateP256();
  private final X509Certificate root;
  private final X509Certificate signer;

  Maker() throws CryptoException {
    root =
        CertificateIssuer.issue(
            issue(NAME, rootKeys, Profile.CA), Optional.empty(), rootKeys.getPrivate());
    signer =
        CertificateIssuer.issue(
            issue("Releases", signerKeys, Profile.CMS_SIGNER),
            Optional.of(root),
            rootKeys.getPrivate());
  }

  static Issue issue(String name, KeyPair keys, Profile profile) {
    return Issue.of(
        name, keys.getPublic(), FROM, UNTIL, CertificateIssuer.randomSerialNumber(), profile);
  }

  X509Certificate root() {
    return root;
  }

  KeyPair rootKeys() {
    return rootKeys;
  }

  X509Certificate signer() {
    return signer;
  }

  KeyPair signerKeys() {
    return signerKeys;
  }

  static Bytes digest(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256();
  }

  /** A UEID (RFC 9711 §4.2.1). */
  static Bytes instance(String seed) {
    return Bytes.ofHex("01" + digest(seed).hex());
  }

  /**
   * What it says of a model.
   *
   * @param classId empty if vendor and model name the class
   * @param instance of its only device
   * @param images digest by component
   * @param signed whether images are signed, as with PSA
   */
  JsonForm form(
      String model,
      String classId,
      Bytes instance,
      KeyPair attestation,
      Map<String, Bytes> images,
      boolean signed) {
    return new JsonForm(
        model,
        1,
        NAME,
        model,
        classId,
        List.of(new JsonForm.Device(instance, SERIAL, PublicKeys.toPem(attestation.getPublic()))),
        images.entrySet().stream()
            .map(
                image ->
                    new JsonForm.Image(
                        image.getKey(),
                        signed ? Optional.of(digest("firmware key")) : Optional.empty(),
                        List.of(image.getValue()),
                        "1.0",
                        OptionalLong.empty(),
                        true))
            .toList(),
        Map.of("access-control", true, "isolation", true, "secure-ota", true),
        "",
        classId.isEmpty()
            ? List.of(org.wardgate.crypto.x509.Certificates.toPem(List.of(root)))
            : List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The hospital's inventory: both devices are this maker's. */
  InventorySnapshot inventory() {
    Manufacturer maker =
        new Manufacturer(
            NAME,
            NAME,
            List.of(root),
            List.of(),
            List.of(),
            List.of(),
            false,
            0,
            IdevidRules.DEFAULT,
            Masa.NONE,
            List.of(new ReferenceSigner(List.of(root), NAME, List.of())));
    return new InventorySnapshot(
        1,
        Map.of(NAME, maker),
        Map.of(CLASS, new DeviceClass(CLASS, 0.75, 0.5, 30, 3)),
        Map.of(DEVICE, entry(DEVICE, SERIAL), OTHER, entry(OTHER, "SN-1")),
        Map.of(new SerialKey(NAME, SERIAL), DEVICE, new SerialKey(NAME, "SN-1"), OTHER));
  }

  private static InventoryEntry entry(DeviceId device, String serial) {
    return new InventoryEntry(
        device, device.value(), CLASS, NAME, serial, false, List.of(), Optional.empty());
  }

  /** Names of what a token measures, for every scheme that names them itself. */
  static final Set<String> COMPONENTS = Set.of("BL", "APP");
}
