package org.wardgate.emulators.device;

import java.util.List;
import org.wardgate.emulators.net.Endpoint;

/**
 * All emulated devices; a JSON file written at provisioning.
 *
 * @param gateway the gateway's CoAPS endpoint
 * @param resolver the gateway's DNS resolver
 * @param devices in the order they are switched on
 * @param renewAfterSeconds age at which a ward certificate is renewed; 0, or nothing in the file,
 *     for two thirds of its validity
 */
public record WardConfig(
    Endpoint gateway, Endpoint resolver, List<DeviceConfig> devices, long renewAfterSeconds) {
  /** Copies the list. */
  public WardConfig {
    devices = List.copyOf(devices);
  }
}
