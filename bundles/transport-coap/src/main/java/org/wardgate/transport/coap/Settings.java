package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportErrors;

/**
 * The validated configuration.
 *
 * @param address where to bind
 * @param sessionsMax live sessions overall
 * @param sessionsPerDeviceMax live sessions of one device
 * @param requestsPerSecondMax of one device
 * @param hellosPerSecondMax of one source address
 * @param answerTimeout how long a handler may take
 */
record Settings(
    InetSocketAddress address,
    int sessionsMax,
    int sessionsPerDeviceMax,
    int requestsPerSecondMax,
    int hellosPerSecondMax,
    Duration answerTimeout) {

  private static final int PORT_MAX = 65_535;

  static Settings of(CoapTransportConfig config) throws RefusedException {
    return new Settings(
        new InetSocketAddress(
            bindAddress(config.bindAddress()), range("port", config.port(), 0, PORT_MAX)),
        range("sessionsMax", config.sessionsMax(), 1, 200_000),
        range("sessionsPerDeviceMax", config.sessionsPerDeviceMax(), 1, 16),
        range("requestsPerSecondMax", config.requestsPerSecondMax(), 1, 100_000),
        range("hellosPerSecondMax", config.hellosPerSecondMax(), 1, 1_000_000),
        Duration.ofSeconds(range("answerSecondsMax", config.answerSecondsMax(), 1, 60)));
  }

  private static InetAddress bindAddress(String text) throws RefusedException {
    // an address literal: a configured name would make the start wait for DNS
    if (!text.matches("[0-9a-fA-F:.%a-z]{2,64}") || !text.matches(".*[.:].*")) {
      throw new RefusedException(
          TransportErrors.BAD_CONFIGURATION, "bindAddress is not an IP address: " + text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new RefusedException(
          TransportErrors.BAD_CONFIGURATION, "bindAddress is not an IP address: " + text, e);
    }
  }

  private static int range(String name, int value, int min, int max) throws RefusedException {
    if (value < min || value > max) {
      throw new RefusedException(
          TransportErrors.BAD_CONFIGURATION,
          name + " = " + value + " is outside " + min + " to " + max);
    }
    return value;
  }
}
