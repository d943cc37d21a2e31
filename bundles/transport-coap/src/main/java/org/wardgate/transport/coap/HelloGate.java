package org.wardgate.transport.coap;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.eclipse.californium.scandium.DatagramFilter;
import org.eclipse.californium.scandium.DatagramFilterExtended;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.Record;
import org.wardgate.transport.coap.Drops.Reason;

/**
 * Stands before the queues: what strangers send too much of is dropped here, on the receiving
 * thread, before it waits in front of an admitted device's records. Everything else is left to the
 * filter behind it.
 */
final class HelloGate implements DatagramFilter, DatagramFilterExtended {
  /** Source addresses remembered. */
  static final int ADDRESSES_MAX_COUNT = 4096;

  /**
   * Cookies looked at for each handshake that strangers may begin: cheap beside it, and made-up
   * ones shall not keep out the right ones.
   */
  static final int COOKIES_PER_HANDSHAKE = 16;

  private static final String EVERYBODY = "everybody";

  private final DatagramFilter next;
  private final Limits limits;
  private final Acquaintances acquaintances;
  private final HalfOpen halfOpen;
  private final Drops drops;
  private final TokenBuckets<InetAddress> hellosOfAddress;
  private final TokenBuckets<String> hellosOverall;
  private final TokenBuckets<String> cookiesOverall;
  private final TokenBuckets<String> handshakesOverall;
  private final TokenBuckets<SocketAddress> recordsOfAddress;

  /**
   * What strangers may use.
   *
   * @param hellosOfAddressPerSecond client hellos of one address
   * @param hellosPerSecond client hellos without cookie of all strangers
   * @param handshakesPerSecond handshakes that all strangers begin, their cookies right
   * @param recordsPerSecond anything of one address and port
   * @param halfOpenOfAddressMax unfinished handshakes of one address
   * @param halfOpenMax unfinished handshakes of all, above which strangers wait
   */
  record Limits(
      int hellosOfAddressPerSecond,
      int hellosPerSecond,
      int handshakesPerSecond,
      int recordsPerSecond,
      int halfOpenOfAddressMax,
      int halfOpenMax) {}

  HelloGate(
      DatagramFilter next,
      Limits limits,
      Acquaintances acquaintances,
      HalfOpen halfOpen,
      Drops drops,
      LongSupplier nanos) {
    this.next = next;
    this.limits = limits;
    this.acquaintances = acquaintances;
    this.halfOpen = halfOpen;
    this.drops = drops;
    hellosOfAddress =
        new TokenBuckets<>(limits.hellosOfAddressPerSecond(), ADDRESSES_MAX_COUNT, nanos);
    hellosOverall = new TokenBuckets<>(limits.hellosPerSecond(), 1, nanos);
    cookiesOverall =
        new TokenBuckets<>(COOKIES_PER_HANDSHAKE * limits.handshakesPerSecond(), 1, nanos);
    handshakesOverall = new TokenBuckets<>(limits.handshakesPerSecond(), 1, nanos);
    recordsOfAddress =
        new TokenBuckets<>(limits.recordsPerSecond(), Acquaintances.ADDRESSES_MAX_COUNT, nanos);
  }

  @Override
  public boolean onReceiving(DatagramPacket packet) {
    Optional<Reason> reason = reason(packet);
    reason.ifPresent(drops::count);
    return reason.isEmpty();
  }

  private Optional<Reason> reason(DatagramPacket packet) {
    if (!next.onReceiving(packet)) {
      return Optional.of(Reason.NO_RECORD);
    }
    return switch (ClientHelloLook.at(packet)) {
      case NONE ->
          recordsOfAddress.take(packet.getSocketAddress())
              ? Optional.empty()
              : Optional.of(Reason.RECORDS_OF_ADDRESS);
      case WITHOUT_COOKIE -> first(packet.getAddress());
      case WITH_COOKIE -> second(packet.getAddress());
    };
  }

  /** Costs a cookie and an answer, and leaves nothing behind (RFC 6347 §4.2.1). */
  private Optional<Reason> first(InetAddress address) {
    if (!hellosOfAddress.take(address)) {
      return Optional.of(Reason.HELLOS_OF_ADDRESS);
    }
    boolean passes = acquaintances.know(address) || hellosOverall.take(EVERYBODY);
    return passes ? Optional.empty() : Optional.of(Reason.HELLOS_OVERALL);
  }

  /** Begins a handshake, if the cookie is right; only then it costs one: {@link #begun}. */
  private Optional<Reason> second(InetAddress address) {
    if (!hellosOfAddress.take(address)) {
      return Optional.of(Reason.HELLOS_OF_ADDRESS);
    }
    if (halfOpen.of(address) >= limits.halfOpenOfAddressMax()) {
      return Optional.of(Reason.HALF_OPEN_OF_ADDRESS);
    }
    if (acquaintances.know(address)) {
      return Optional.empty();
    }
    if (halfOpen.overall() >= limits.halfOpenMax()) {
      return Optional.of(Reason.HALF_OPEN_OVERALL);
    }
    if (!handshakesOverall.has(EVERYBODY)) {
      return Optional.of(Reason.HANDSHAKES_OVERALL);
    }
    return cookiesOverall.take(EVERYBODY) ? Optional.empty() : Optional.of(Reason.COOKIES_OVERALL);
  }

  /** Counts a handshake: the cookie from this address was right. */
  void begun(InetAddress address) {
    if (!acquaintances.know(address)) {
      handshakesOverall.spend(EVERYBODY);
    }
  }

  @Override
  public boolean onReceiving(Record record, Connection connection) {
    return next.onReceiving(record, connection);
  }

  @Override
  public boolean onMacError(Record record, Connection connection) {
    return next.onMacError(record, connection);
  }

  @Override
  public void onDrop(DatagramPacket packet) {
    // counted where it was refused
  }

  @Override
  public void onDrop(Record record) {
    drops.count(Reason.RECORD_OF_NOBODY);
  }
}
