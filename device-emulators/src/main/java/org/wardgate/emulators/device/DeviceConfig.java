package org.wardgate.emulators.device;

import java.util.List;
import org.wardgate.emulators.net.Endpoint;

/**
 * One emulated device; part of a JSON file written at provisioning.
 *
 * @param id its name in the demo; the inventory's id for all but a forger
 * @param behaviour what it is up to
 * @param address its own IPv4 address
 * @param folder its keys and certificates, see {@link DeviceKeys}
 * @param proof how it proves who it is and what it runs
 * @param firmware what it measured when it booted
 * @param laterFirmware what it comes to run after some time in the ward; empty if that stays
 * @param telemetryName DNS name of its maker's telemetry; empty if it sends none
 * @param telemetryPort TCP port there
 * @param alarms where it sends alarms inside the hospital; empty if it sends none
 * @param targets addresses it attacks; empty if it is good
 * @param startDelayMillis when it is switched on, after the ward
 */
public record DeviceConfig(
    String id,
    Behaviour behaviour,
    String address,
    String folder,
    Proof proof,
    Firmware firmware,
    List<Firmware> laterFirmware,
    String telemetryName,
    int telemetryPort,
    List<Endpoint> alarms,
    List<String> targets,
    long startDelayMillis) {
  /** Copies the lists. */
  public DeviceConfig {
    laterFirmware = List.copyOf(laterFirmware);
    alarms = List.copyOf(alarms);
    targets = List.copyOf(targets);
  }

  /** How a device proves who it is and what it runs. */
  public enum Proof {
    /** With the IDevID of its factory, and evidence that its attestation key signs. */
    CERTIFICATE,
    /** With the key of its secure element alone, which also authenticates its evidence. */
    SECURE_ELEMENT,
    /** With the IDevID of its factory; it has no evidence to give. */
    NO_EVIDENCE
  }
}
