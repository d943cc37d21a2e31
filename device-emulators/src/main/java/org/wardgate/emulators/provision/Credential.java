package org.wardgate.emulators.provision;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.cms.DetachedCms;

/**
 * A key with its certificates.
 *
 * @param chain end entity first, without the root
 * @param key of the end entity
 */
record Credential(List<X509Certificate> chain, PrivateKey key) {
  Credential {
    chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  /** Signs content, detached. */
  Bytes sign(Bytes content, Instant now) {
    return DetachedCms.sign(content, key, chain, now.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Signs content, which is inside the message. */
  Bytes signWhole(Bytes content, Instant now) {
    return AttachedCms.sign(content, key, chain, now.truncatedTo(ChronoUnit.SECONDS));
  }

  void write(Path chainFile, Path keyFile) throws IOException {
    PemFiles.writeChain(chainFile, chain);
    PemFiles.writeKey(keyFile, key);
  }
}
