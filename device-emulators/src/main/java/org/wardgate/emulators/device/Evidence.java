package org.wardgate.emulators.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.wardgate.api.Bytes;

/** Where a device's evidence comes from. */
final class Evidence {
  private static final int BOOT_SEED_BYTES = 32;

  private final DeviceConfig device;
  private final Path folder;
  private final Overheard overheard;

  Evidence(DeviceConfig device, Overheard overheard) {
    this.device = device;
    this.folder = Path.of(device.folder());
    this.overheard = overheard;
  }

  /**
   * What answers challenges.
   *
   * @return empty if the device has no evidence to give
   * @throws IOException if its folder cannot be read
   */
  Optional<Attester> attester() throws IOException {
    if (device.proof() == DeviceConfig.Proof.NO_EVIDENCE) {
      return Optional.empty();
    }
    if (device.behaviour() == Behaviour.REPLAYED_EVIDENCE) {
      Path recorded = folder.resolve(DeviceKeys.RECORDED_EVIDENCE_FILE);
      return Optional.of(
          new ReplayAttester(
              Bytes.of(Files.readAllBytes(recorded)), () -> overheard.ofAnother(device.id())));
    }
    byte[] random = new byte[BOOT_SEED_BYTES];
    new SecureRandom().nextBytes(random);
    Bytes bootSeed = Bytes.of(random);
    Attester first = honest(device.firmware(), bootSeed);
    return Optional.of(
        device.laterFirmware().isEmpty()
            ? first
            : new DriftingAttester(first, honest(device.laterFirmware().get(0), bootSeed)));
  }

  /** Evidence as the firmware measured it, whatever that is worth. */
  private Attester honest(Firmware firmware, Bytes bootSeed) throws IOException {
    if (device.proof() == DeviceConfig.Proof.SECURE_ELEMENT) {
      SecureElement element = SecureElement.read(folder);
      PsaToken token = new PsaToken(element.instanceId(), firmware, bootSeed);
      return nonce -> token.authenticate(nonce, element.evidenceKey());
    }
    DeviceKeys keys = DeviceKeys.read(folder);
    PsaToken token = new PsaToken(keys.instanceId(), firmware, bootSeed);
    return nonce -> token.sign(nonce, keys.attestationKey());
  }
}
