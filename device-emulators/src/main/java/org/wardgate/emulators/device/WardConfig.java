package org.wardgate.emulators.device;

import java.util.List;
import org.wardgate.emulators.net.Endpoint;

/**
 * All emulated devices; a JSON file written at provisioning.
 *
 * @param gateway the gateway's CoAPS endpoint
 * @param resolver the gateway's DNS resolver
 * @param devices in the order they are switched on
 */
public record WardConfig(Endpoint gateway, Endpoint resolver, List<DeviceConfig> devices) {
  /** Copies the list. */
  public WardConfig {
    devices = List.copyOf(devices);
  }
}
