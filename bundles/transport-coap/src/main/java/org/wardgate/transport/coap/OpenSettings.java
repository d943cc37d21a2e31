package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.UdpConfig;
import org.wardgate.api.configuration.Checked;

/**
 * The validated configuration of the open endpoint.
 *
 * @param address where to bind
 * @param requestsPerSecondMax unprotected requests of one address
 * @param requestsOverallPerSecondMax unprotected requests of all addresses
 * @param sessionsMax OSCORE sessions
 * @param messagesPerSecondMax protected messages of one device
 * @param answerTimeout how long a handler may take
 */
record OpenSettings(
    InetSocketAddress address,
    int requestsPerSecondMax,
    int requestsOverallPerSecondMax,
    int sessionsMax,
    int messagesPerSecondMax,
    Duration answerTimeout) {

  /** Ids below are free for what is begun here; the bit above tells the two endpoints apart. */
  static final int MIDS = 0x8000;

  private static final int DATAGRAM_MAX_BYTES = 2_048;

  static OpenSettings of(Checked checked, Settings shared) {
    return new OpenSettings(
        new InetSocketAddress(
            shared.address().getAddress(), checked.integer("openPort", 0, Settings.PORT_MAX)),
        checked.integer("openRequestsPerSecondMax", 1, 10_000),
        checked.integer("openRequestsOverallPerSecondMax", 1, 100_000),
        checked.integer("oscoreSessionsMax", 1, 10_000),
        shared.requestsPerSecondMax(),
        shared.answerTimeout());
  }

  /** The library's configuration, made in code, of both endpoints on the socket. */
  Configuration library() {
    CoapConfig.register();
    UdpConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    config.set(CoapConfig.MAX_ACTIVE_PEERS, Math.max(1_000, 3 * sessionsMax));
    config.set(CoapConfig.MAX_MESSAGE_SIZE, CoapSettings.MESSAGE_MAX_BYTES);
    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, CoapSettings.BLOCK_PREFERRED_BYTES);
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, CoapSettings.BODY_MAX_BYTES);
    config.set(
        CoapConfig.BLOCKWISE_STATUS_LIFETIME, CoapSettings.BLOCKWISE_SECONDS, TimeUnit.SECONDS);
    config.set(CoapConfig.MULTICAST_BASE_MID, MIDS);
    config.set(CoapConfig.EXCHANGE_LIFETIME, CoapSettings.EXCHANGE_SECONDS, TimeUnit.SECONDS);
    config.set(CoapConfig.NON_LIFETIME, CoapSettings.EXCHANGE_SECONDS, TimeUnit.SECONDS);
    config.set(CoapConfig.USE_MESSAGE_OFFLOADING, true);
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    config.set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, CoapSettings.DEDUPLICATED_PER_PEER);
    config.set(UdpConfig.UDP_RECEIVER_THREAD_COUNT, 1);
    config.set(UdpConfig.UDP_SENDER_THREAD_COUNT, 1);
    config.set(UdpConfig.UDP_DATAGRAM_SIZE, DATAGRAM_MAX_BYTES);
    return config;
  }
}
