package org.wardgate.emulators.provision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.HardwareModuleName;
import org.wardgate.emulators.device.Behaviour;
import org.wardgate.emulators.device.DeviceConfig.Proof;
import org.wardgate.emulators.device.DeviceKeys;
import org.wardgate.emulators.device.Firmware;
import org.wardgate.emulators.device.PsaToken;
import org.wardgate.emulators.device.SecureElement;

/** Makes devices: their identity, their attestation key, their firmware. */
final class Factory {
  /** An example arc for documentation (RFC 5612). */
  private static final String HARDWARE_TYPE = "1.3.6.1.4.1.32473.7";

  private static final String BACKDOOR = "2.4.1 with a backdoor";
  private static final int LIFECYCLE_SECURED = 0x3000;
  private static final int UEID_RANDOM = 0x01;
  private static final int NONCE_BYTES = 32;
  private static final int INSTANCE_SEED_BYTES = 32;
  private static final int ELEMENT_KEY_BYTES = 16;

  private final DemoLayout layout;
  private final SecureRandom random = new SecureRandom();

  Factory(DemoLayout layout) {
    this.layout = layout;
  }

  /**
   * A device as made.
   *
   * @param member which
   * @param idevid its certificate, if it has one
   * @param attestationKey public half of its attestation key, if it has one
   * @param instanceId its instance id
   * @param element its secure element, if it has one
   */
  record Made(
      Roster.Member member,
      Optional<X509Certificate> idevid,
      Optional<PublicKey> attestationKey,
      Bytes instanceId,
      Optional<SecureElement> element) {}

  /** The serial number on a device; a forger claims that of the first pump. */
  static String serial(Roster.Member member) {
    String id = member.behaviour() == Behaviour.FORGED_IDENTITY ? "pump-01" : member.id();
    return (member.model().modelName() + "-" + id).toUpperCase(Locale.ROOT);
  }

  /** The firmware a maker released for a model. */
  static Firmware released(Model model) {
    return firmware(model, "2.4.1");
  }

  /** What a device of the ward booted. */
  static Firmware booted(Roster.Member member) {
    boolean tampered = member.behaviour() == Behaviour.TAMPERED_FIRMWARE;
    return firmware(member.model(), tampered ? BACKDOOR : "2.4.1");
  }

  /**
   * What a device comes to run while it is in the ward; empty if that stays as it is. It is what
   * the tampered pump runs: whoever did that one does this one.
   */
  static List<Firmware> later(Roster.Member member) {
    return member.behaviour() == Behaviour.FIRMWARE_DRIFT
        ? List.of(firmware(member.model(), BACKDOOR))
        : List.of();
  }

  private static Firmware firmware(Model model, String application) {
    String name = model.modelName();
    String signer = digest(model.makerId() + " firmware signing key");
    return new Firmware(
        digest(name + " hardware"),
        LIFECYCLE_SECURED,
        List.of(
            new Firmware.Component("BL", "1.2.0", digest(name + " BL 1.2.0"), signer),
            new Firmware.Component("PRoT", "1.0.3", digest(name + " PRoT 1.0.3"), signer),
            new Firmware.Component("ARoT", "2.4.1", digest(name + " app " + application), signer)));
  }

  /** Makes a device with an identity of the given CA, and writes its folder. */
  Made make(Roster.Member member, Authority issuer, String mudUrl) throws IOException {
    Path folder = Files.createDirectories(layout.device(member.id()));
    if (member.model().proof() == Proof.SECURE_ELEMENT) {
      return makeElement(member, folder);
    }
    Credential idevid =
        issuer.deviceIdentity(
            member.model().title(),
            issue ->
                issue
                    .withSubjectSerial(serial(member))
                    .withMudUrl(mudUrl)
                    .withHardwareModule(
                        new HardwareModuleName(
                            HARDWARE_TYPE,
                            Bytes.of(serial(member).getBytes(StandardCharsets.US_ASCII)))));
    idevid.write(
        folder.resolve(DeviceKeys.IDEVID_FILE), folder.resolve(DeviceKeys.IDEVID_KEY_FILE));
    KeyPair attestation = EcKeys.generateP256();
    PemFiles.writeKey(folder.resolve(DeviceKeys.ATTESTATION_KEY_FILE), attestation.getPrivate());
    Bytes instanceId = instanceId(PublicKeys.spki(attestation.getPublic()));
    Files.writeString(folder.resolve(DeviceKeys.INSTANCE_ID_FILE), instanceId.hex() + "\n");
    if (member.behaviour() == Behaviour.REPLAYED_EVIDENCE) {
      record(member, folder, attestation, instanceId);
    }
    return new Made(
        member,
        Optional.of(idevid.certificate()),
        member.model().proof() == Proof.NO_EVIDENCE
            ? Optional.empty()
            : Optional.of(attestation.getPublic()),
        instanceId,
        Optional.empty());
  }

  /** A device without certificates: its key is all it has. */
  private Made makeElement(Roster.Member member, Path folder) throws IOException {
    SecureElement element =
        new SecureElement(
            member.id(), instanceId(random(INSTANCE_SEED_BYTES)), random(ELEMENT_KEY_BYTES));
    PemFiles.writeSecret(folder.resolve(SecureElement.KEY_FILE), element.master().hex() + "\n");
    Files.writeString(folder.resolve(SecureElement.IDENTITY_FILE), element.identity() + "\n");
    Files.writeString(
        folder.resolve(DeviceKeys.INSTANCE_ID_FILE), element.instanceId().hex() + "\n");
    return new Made(
        member, Optional.empty(), Optional.empty(), element.instanceId(), Optional.of(element));
  }

  /** Whoever had the original in hand copied everything: its folder and what it knows. */
  Made copy(Roster.Member member, Made original) throws IOException {
    Path from = layout.device(original.member().id());
    Path to = Files.createDirectories(layout.device(member.id()));
    for (String name :
        List.of(
            DeviceKeys.IDEVID_FILE,
            DeviceKeys.IDEVID_KEY_FILE,
            DeviceKeys.ATTESTATION_KEY_FILE,
            DeviceKeys.INSTANCE_ID_FILE)) {
      Files.copy(from.resolve(name), to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    return new Made(
        member,
        original.idevid(),
        original.attestationKey(),
        original.instanceId(),
        original.element());
  }

  /** RFC 9783 §4.2.1: a UEID of type RAND over a hash, of the attestation key if there is one. */
  private static Bytes instanceId(Bytes seed) {
    byte[] id = new byte[33];
    id[0] = UEID_RANDOM;
    System.arraycopy(seed.sha256().toArray(), 0, id, 1, 32);
    return Bytes.of(id);
  }

  /** Somebody kept genuine evidence of the day before the device was broken into. */
  private void record(Roster.Member member, Path folder, KeyPair key, Bytes instanceId)
      throws IOException {
    PsaToken token = new PsaToken(instanceId, released(member.model()), random(NONCE_BYTES));
    Bytes evidence = token.sign(random(NONCE_BYTES), key.getPrivate());
    Files.write(folder.resolve(DeviceKeys.RECORDED_EVIDENCE_FILE), evidence.toArray());
  }

  private Bytes random(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static String digest(String image) {
    return Bytes.of(image.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }
}
