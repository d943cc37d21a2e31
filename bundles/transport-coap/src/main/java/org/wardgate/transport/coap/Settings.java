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
 * @param sessions most live sessions
 * @param requestsPerSecondMax of one device
 * @param strangers what strangers may use
 * @param answerTimeout how long a handler may take
 * @param sessionsKept how old saved sessions may be; zero if none are saved
 */
record Settings(
    InetSocketAddress address,
    SessionLimits sessions,
    int requestsPerSecondMax,
    HelloGate.Limits strangers,
    Duration answerTimeout,
    Duration sessionsKept) {

  private static final int PORT_MAX = 65_535;
  private static final int SESSIONS_MAX = 200_000;
  private static final int RATE_MAX = 1_000_000;
  private static final int KEPT_MAX_SECONDS = 86_400;

  /** Records a second of one address and port that are always let through. */
  private static final int RECORDS_PER_SECOND_MIN = 1000;

  /** A request of several blocks or with repetitions is several records. */
  private static final int RECORDS_PER_REQUEST = 4;

  static Settings of(CoapTransportConfig config) throws RefusedException {
    return new Settings(
        new InetSocketAddress(
            bindAddress(config.bindAddress()), range("port", config.port(), 0, PORT_MAX)),
        sessions(config),
        range("requestsPerSecondMax", config.requestsPerSecondMax(), 1, 100_000),
        strangers(config),
        Duration.ofSeconds(range("answerSecondsMax", config.answerSecondsMax(), 1, 60)),
        Duration.ofSeconds(
            range("sessionsKeptSeconds", config.sessionsKeptSeconds(), 0, KEPT_MAX_SECONDS)));
  }

  private static SessionLimits sessions(CoapTransportConfig config) throws RefusedException {
    return new SessionLimits(
        range("sessionsMax", config.sessionsMax(), 1, SESSIONS_MAX),
        range("sessionsPerDeviceMax", config.sessionsPerDeviceMax(), 1, 16),
        range("sessionsPerAddressMax", config.sessionsPerAddressMax(), 1, SESSIONS_MAX),
        range("sessionsPerManufacturerMax", config.sessionsPerManufacturerMax(), 1, SESSIONS_MAX));
  }

  private static HelloGate.Limits strangers(CoapTransportConfig config) throws RefusedException {
    return new HelloGate.Limits(
        range("hellosPerSecondMax", config.hellosPerSecondMax(), 1, RATE_MAX),
        range("hellosOverallPerSecondMax", config.hellosOverallPerSecondMax(), 1, RATE_MAX),
        range("handshakesPerSecondMax", config.handshakesPerSecondMax(), 1, RATE_MAX),
        Math.max(RECORDS_PER_SECOND_MIN, RECORDS_PER_REQUEST * config.requestsPerSecondMax()),
        range("halfOpenPerAddressMax", config.halfOpenPerAddressMax(), 1, SESSIONS_MAX),
        range("halfOpenMax", config.halfOpenMax(), 1, SESSIONS_MAX));
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
