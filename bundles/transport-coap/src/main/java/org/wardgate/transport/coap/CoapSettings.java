package org.wardgate.transport.coap;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.CertificateAuthenticationMode;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;

/** The library's configuration, made in code: no properties file is read or written. */
final class CoapSettings {
  /** Largest body of any resource; a handler's own limit is usually lower. */
  static final int BODY_MAX_BYTES = 16_384;

  /** Connections for each session: joining devices and strangers need room beside the fleet. */
  static final int CONNECTIONS_PER_SESSION = 3;

  static final int MESSAGE_MAX_BYTES = 1024;
  static final int BLOCK_PREFERRED_BYTES = 512;
  static final int DEDUPLICATED_PER_PEER = 8;

  /** How long an answered message is remembered. */
  static final int EXCHANGE_SECONDS = 60;

  static final int CONNECTION_ID_BYTES = 6;
  static final int HANDSHAKE_MESSAGE_MAX_BYTES = 8192;
  static final int PENDING_JOBS_MAX = 20_000;
  static final int STALE_SECONDS = 600;
  static final int BLOCKWISE_SECONDS = 60;

  private CoapSettings() {}

  static Configuration configuration(Settings settings, int dtlsThreads) {
    CoapConfig.register();
    DtlsConfig.register();
    Configuration config = Configuration.createStandardWithoutFile();
    int connections =
        Math.max(64, Math.multiplyExact(settings.sessions().overall(), CONNECTIONS_PER_SESSION));
    coap(config, connections);
    dtls(config, connections, dtlsThreads);
    return config;
  }

  private static void coap(Configuration config, int peersMax) {
    config.set(CoapConfig.MAX_ACTIVE_PEERS, peersMax);
    config.set(CoapConfig.MAX_MESSAGE_SIZE, MESSAGE_MAX_BYTES);
    config.set(CoapConfig.PREFERRED_BLOCK_SIZE, BLOCK_PREFERRED_BYTES);
    config.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, BODY_MAX_BYTES);
    config.set(CoapConfig.BLOCKWISE_STATUS_LIFETIME, BLOCKWISE_SECONDS, TimeUnit.SECONDS);
    config.set(CoapConfig.MULTICAST_BASE_MID, 0);
    // RFC 7252 §4.8.2: repetitions end after 45 s; on a ward no datagram travels for 100 s
    config.set(CoapConfig.EXCHANGE_LIFETIME, EXCHANGE_SECONDS, TimeUnit.SECONDS);
    config.set(CoapConfig.NON_LIFETIME, EXCHANGE_SECONDS, TimeUnit.SECONDS);
    config.set(CoapConfig.USE_MESSAGE_OFFLOADING, true);
    // a bound for each peer: one that sends much forgets its own messages, not another's
    config.set(CoapConfig.DEDUPLICATOR, CoapConfig.DEDUPLICATOR_PEERS_MARK_AND_SWEEP);
    config.set(CoapConfig.PEERS_MARK_AND_SWEEP_MESSAGES, DEDUPLICATED_PER_PEER);
  }

  private static void dtls(Configuration config, int connectionsMax, int threads) {
    config.set(DtlsConfig.DTLS_ROLE, DtlsRole.SERVER_ONLY);
    config.set(DtlsConfig.DTLS_CLIENT_AUTHENTICATION_MODE, CertificateAuthenticationMode.NEEDED);
    List<CipherSuite> suites = new ArrayList<>(SuiteChoice.CERTIFICATE);
    suites.addAll(SuiteChoice.SHARED_KEY);
    config.set(DtlsConfig.DTLS_CIPHER_SUITES, suites);
    config.set(DtlsConfig.DTLS_CURVES, SuiteChoice.GROUPS);
    config.set(
        DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
        List.of(
            SignatureAndHashAlgorithm.SHA256_WITH_ECDSA,
            SignatureAndHashAlgorithm.SHA384_WITH_ECDSA,
            // RFC 8422 §5.1.3: of clients; the gateway's own key is P-256
            SignatureAndHashAlgorithm.INTRINSIC_WITH_ED25519));
    config.setAsList(DtlsConfig.DTLS_CERTIFICATE_TYPES, CertificateType.X_509);
    // RFC 9146
    config.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, CONNECTION_ID_BYTES);
    // RFC 9146 §6: only a record that is authentic and newer than all others moves the peer
    config.set(DtlsConfig.DTLS_UPDATE_ADDRESS_USING_CID_ON_NEWER_RECORDS, true);
    config.set(DtlsConfig.DTLS_MAX_CONNECTIONS, connectionsMax);
    config.set(DtlsConfig.DTLS_STALE_CONNECTION_THRESHOLD, STALE_SECONDS, TimeUnit.SECONDS);
    config.set(DtlsConfig.DTLS_MAX_PENDING_INBOUND_JOBS, PENDING_JOBS_MAX);
    config.set(DtlsConfig.DTLS_MAX_PENDING_OUTBOUND_JOBS, PENDING_JOBS_MAX);
    config.set(
        DtlsConfig.DTLS_MAX_FRAGMENTED_HANDSHAKE_MESSAGE_LENGTH, HANDSHAKE_MESSAGE_MAX_BYTES);
    config.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, threads);
    // no session is resumed: every handshake asks anew who the peer is
    config.set(DtlsConfig.DTLS_SERVER_USE_SESSION_ID, false);
    // stateless cookies (RFC 6347 §4.2.1)
    config.set(DtlsConfig.DTLS_USE_HELLO_VERIFY_REQUEST, true);
    // The registry closes a device's older sessions itself and at once. The library's own way
    // would put the newer session's principal into the older one.
    config.set(DtlsConfig.DTLS_REMOVE_STALE_DOUBLE_PRINCIPALS, false);
  }
}
