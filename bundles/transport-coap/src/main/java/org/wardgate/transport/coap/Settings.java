package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.TransportErrors;

/**
 * The validated configuration of CoAPS.
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

  static final int PORT_MAX = 65_535;
  private static final int SESSIONS_MAX = 200_000;
  private static final int RATE_MAX = 1_000_000;
  private static final int KEPT_MAX_SECONDS = 86_400;

  /** Records a second of one address and port that are always let through. */
  private static final int RECORDS_PER_SECOND_MIN = 1000;

  /** A request of several blocks or with repetitions is several records. */
  private static final int RECORDS_PER_REQUEST = 4;

  static Settings of(Checked checked) {
    InetAddress bindAddress = checked.form("bindAddress", Settings::address);
    int requestsPerSecondMax = checked.integer("requestsPerSecondMax", 1, 100_000);
    return new Settings(
        new InetSocketAddress(bindAddress, checked.integer("port", 0, PORT_MAX)),
        sessions(checked),
        requestsPerSecondMax,
        strangers(checked, requestsPerSecondMax),
        Duration.ofSeconds(checked.integer("answerSecondsMax", 1, 60)),
        Duration.ofSeconds(checked.integer("sessionsKeptSeconds", 0, KEPT_MAX_SECONDS)));
  }

  private static SessionLimits sessions(Checked checked) {
    return new SessionLimits(
        checked.integer("sessionsMax", 1, SESSIONS_MAX),
        checked.integer("sessionsPerDeviceMax", 1, 16),
        checked.integer("sessionsPerAddressMax", 1, SESSIONS_MAX),
        checked.integer("sessionsPerManufacturerMax", 1, SESSIONS_MAX));
  }

  private static HelloGate.Limits strangers(Checked checked, int requestsPerSecondMax) {
    return new HelloGate.Limits(
        checked.integer("hellosPerSecondMax", 1, RATE_MAX),
        checked.integer("hellosOverallPerSecondMax", 1, RATE_MAX),
        checked.integer("handshakesPerSecondMax", 1, RATE_MAX),
        Math.max(RECORDS_PER_SECOND_MIN, RECORDS_PER_REQUEST * requestsPerSecondMax),
        checked.integer("halfOpenPerAddressMax", 1, SESSIONS_MAX),
        checked.integer("halfOpenMax", 1, SESSIONS_MAX));
  }

  private static InetAddress address(String text) throws RefusedException {
    // an address literal: a configured name would make the start wait for DNS
    if (!text.matches("[0-9a-fA-F:.%a-z]{2,64}") || !text.matches(".*[.:].*")) {
      throw new RefusedException(TransportErrors.BAD_CONFIGURATION, "not an IP address");
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new RefusedException(TransportErrors.BAD_CONFIGURATION, "not an IP address", e);
    }
  }

  /** Whether two endpoints cannot be open at the same time. */
  static boolean overlap(InetSocketAddress one, InetSocketAddress other) {
    return one.getPort() == other.getPort()
        && one.getPort() != 0
        && (one.getAddress().equals(other.getAddress())
            || one.getAddress().isAnyLocalAddress()
            || other.getAddress().isAnyLocalAddress());
  }
}
