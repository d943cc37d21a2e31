package org.wardgate.emulators.device;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.CertsOnly;

/** The steps of EST-coaps (RFC 9148) and of attestation over one session. */
final class EstClient {
  private static final int CERTS_ONLY = 281;
  private static final int PKCS10 = 286;
  private static final int PKIX_CERT = 287;
  private static final int OCTET_STREAM = 42;
  private static final int EAT_CWT = 263;
  private static final int ANY = -1;
  private static final int ASK_MAX_COUNT = 60;
  private static final int ATTEST_MAX_COUNT = 10;
  private static final long WAIT_MAX_SECONDS = 10;

  /** No endorsed key, no reference values: the maker's file may not be in force yet. */
  private static final List<String> NOT_YET_KNOWN = List.of("WG-ATT-0010", "WG-ATT-0017");

  private final CoapSession session;
  private final Optional<Attester> attester;
  private final Progress progress;

  /**
   * @param attester empty if the device has no evidence to give
   */
  EstClient(CoapSession session, Optional<Attester> attester, Progress progress) {
    this.session = session;
    this.attester = attester;
    this.progress = progress;
  }

  /** The ward CA's certificates. */
  List<X509Certificate> anchors() throws IOException, Refusal {
    return certificates(session.get(".well-known/est/crts", CERTS_ONLY).orRefusal("crts"));
  }

  /** Whether the device has evidence to give. */
  boolean attests() {
    return attester.isPresent();
  }

  /** Proves what the device runs, bound to the key it wants certified. */
  void attest(Bytes keyThumbprint) throws IOException, Refusal, InterruptedException {
    for (int tried = 1; ; tried++) {
      Reply reply = answered(keyThumbprint);
      if (reply.success()) {
        return;
      }
      if (tried >= ATTEST_MAX_COUNT || !passing(reply)) {
        throw new Refusal("evidence", reply.problem());
      }
      progress.done("waits", reply.problem());
      TimeUnit.SECONDS.sleep(
          reply.later() ? Math.max(1, Math.min(reply.maxAgeSeconds(), WAIT_MAX_SECONDS)) : 1);
    }
  }

  /** What the gateway may lack for a moment after its start, or be too busy for. */
  private static boolean passing(Reply reply) {
    return reply.later() || NOT_YET_KNOWN.stream().anyMatch(reply.problem()::contains);
  }

  private Reply answered(Bytes keyThumbprint) throws IOException, Refusal {
    Reply challenge = session.post("wg/challenge", OCTET_STREAM, keyThumbprint, OCTET_STREAM);
    if (!challenge.success()) {
      return challenge;
    }
    Bytes evidence = attester.orElseThrow().evidence(challenge.payload());
    Reply reply = session.post("wg/evidence", EAT_CWT, evidence, ANY);
    if (reply.success()) {
      progress.attested(evidence);
    }
    return reply;
  }

  /**
   * Asks until it is decided.
   *
   * @param function {@code sen} or {@code sren}
   * @param request PKCS #10
   * @param keys the request's
   */
  X509Certificate certificate(String function, Bytes request, KeyPair keys)
      throws IOException, Refusal, InterruptedException {
    for (int asked = 0; asked < ASK_MAX_COUNT; asked++) {
      Reply reply = session.post(".well-known/est/" + function, PKCS10, request, CERTS_ONLY);
      if (!reply.later()) {
        return issued(reply.orRefusal(function), keys);
      }
      progress.done("pending", "asked to wait " + reply.maxAgeSeconds() + " s");
      TimeUnit.SECONDS.sleep(Math.max(1, Math.min(reply.maxAgeSeconds(), WAIT_MAX_SECONDS)));
    }
    throw new IOException("the gateway never decided");
  }

  private static X509Certificate issued(Reply reply, KeyPair keys) throws IOException {
    return certificates(reply).stream()
        .filter(certificate -> certificate.getPublicKey().equals(keys.getPublic()))
        .findFirst()
        .orElseThrow(() -> new IOException("no certificate for the key of the request"));
  }

  private static List<X509Certificate> certificates(Reply reply) throws IOException {
    try {
      return reply.contentFormat() == PKIX_CERT
          ? List.of(Certificates.ofDer(reply.payload()))
          : CertsOnly.decode(reply.payload());
    } catch (CryptoException e) {
      throw new IOException("no certificates: " + e.getMessage(), e);
    }
  }
}
