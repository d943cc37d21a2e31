package org.wardgate.mud.signature;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.wardgate.api.Bytes;

/**
 * On whose word the files of one MUD URL count.
 *
 * @param anchors whom signers must chain to
 * @param expiredSignerGraceDays how long after its expiry a signer still counts for what it signed
 *     before
 * @param approvedSha256 hexadecimal digests of files that the hospital approved
 */
public record SignerTerms(
    List<X509Certificate> anchors, int expiredSignerGraceDays, Set<String> approvedSha256) {
  /** Copies both. */
  public SignerTerms {
    anchors = List.copyOf(anchors);
    approvedSha256 = Set.copyOf(approvedSha256);
  }

  /** Whether the hospital approved this very file. */
  public boolean approve(Bytes content) {
    return !approvedSha256.isEmpty() && approvedSha256.contains(content.sha256().hex());
  }

  Duration grace() {
    return Duration.ofDays(expiredSignerGraceDays);
  }
}
