package org.wardgate.emulators.device;

import java.util.List;
import org.wardgate.emulators.net.Endpoint;

/**
 * All emulated devices; a JSON file written at provisioning.
 *
 * @param gateway the gateway's CoAPS endpoint
 * @param resolver the gateway's DNS resolver
 * @param devices in the order they are switched on
 * @param renewAfterSeconds time from one ward certificate to the next; 0, or nothing in the file,
 *     for two thirds of the validity
 * @param driftAfterSeconds when firmware changes that changes at runtime; 0, or nothing in the
 *     file, for {@value #DRIFT_AFTER_SECONDS}
 */
public record WardConfig(
    Endpoint gateway,
    Endpoint resolver,
    List<DeviceConfig> devices,
    long renewAfterSeconds,
    long driftAfterSeconds) {
  /** When firmware changes that changes at runtime, if nobody says otherwise. */
  public static final long DRIFT_AFTER_SECONDS = 6;

  /** Copies the list. */
  public WardConfig {
    devices = List.copyOf(devices);
    driftAfterSeconds = driftAfterSeconds > 0 ? driftAfterSeconds : DRIFT_AFTER_SECONDS;
  }
}
