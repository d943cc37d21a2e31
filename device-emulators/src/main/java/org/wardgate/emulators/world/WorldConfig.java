package org.wardgate.emulators.world;

import java.util.List;
import org.wardgate.emulators.net.Endpoint;

/**
 * What the world process serves; a JSON file written at provisioning.
 *
 * @param maker HTTPS server's address
 * @param webFolder documents, one folder per host name
 * @param certificateFile PEM chain of the HTTPS server
 * @param keyFile PEM (PKCS #8) key of the HTTPS server
 * @param telemetry TCP listener of the makers
 * @param nurseStation TCP listener for alarms
 * @param dns authoritative DNS server
 * @param broker MQTT broker
 * @param brokerFolder where the broker may write
 * @param names DNS names and their addresses
 */
public record WorldConfig(
    Endpoint maker,
    String webFolder,
    String certificateFile,
    String keyFile,
    Endpoint telemetry,
    Endpoint nurseStation,
    Endpoint dns,
    Endpoint broker,
    String brokerFolder,
    List<Name> names) {
  /** Copies the list. */
  public WorldConfig {
    names = List.copyOf(names);
  }

  /**
   * A DNS A record.
   *
   * @param name lower case, without trailing dot
   * @param address IPv4, numeric
   * @param ttlSeconds how long it may be kept
   */
  public record Name(String name, String address, int ttlSeconds) {}
}
