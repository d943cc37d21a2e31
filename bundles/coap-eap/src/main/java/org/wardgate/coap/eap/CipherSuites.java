package org.wardgate.coap.eap;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.transport.OscoreParameters.Suite;

/** The cipher suites of RFC 9820 §11.1 that are offered, best first. */
final class CipherSuites {
  /** AES-CCM-16-64-128 with SHA-256: the default, which need not be named. */
  static final int DEFAULT = 0;

  /** AES-GCM with 128 bit and SHA-256. */
  static final int A128GCM = 1;

  /** What the gateway proposes. */
  static final List<Integer> OFFERED = List.of(DEFAULT, A128GCM);

  private CipherSuites() {}

  /** What the device chose; naming nothing chooses the default. Absent if it may not. */
  static Optional<Suite> chosen(List<Integer> named) {
    int suite = named.isEmpty() ? DEFAULT : named.get(0);
    if (named.size() > 1 || !OFFERED.contains(suite)) {
      return Optional.empty();
    }
    return Optional.of(suite == A128GCM ? Suite.A128GCM : Suite.AES_CCM_16_64_128);
  }

  /** Longest sender id of a suite: its nonce's length less 6 (RFC 8613 §3.3). */
  static int idMaxBytes(Suite suite) {
    return suite == Suite.A128GCM ? 6 : 7;
  }
}
