package org.wardgate.mud.fetch;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.crypto.cms.CmsSigner;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.signature.MudSignatures;

/**
 * Checks signature and content of files, and remembers the latest results, so that a hundred
 * devices of one model cost one verification. Thread-safe.
 */
final class FileChecker {
  /** Most results remembered. */
  static final int REMEMBERED_MAX_COUNT = 64;

  private final Map<MudUrl, Checked> remembered = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Checks a file.
   *
   * @param url where it must be at home
   * @param received as received
   * @param anchors who may sign for the manufacturer
   * @param now when the signer's certificates must be valid
   * @throws RefusedException if the signature is bad, or the file is not valid
   */
  Checked check(MudUrl url, SignedFile received, List<X509Certificate> anchors, Instant now)
      throws RefusedException {
    Checked known = recall(url);
    if (known != null && known.holds(received, anchors, now)) {
      return known;
    }
    // The signature first: of an unsigned file nothing else is worth knowing.
    CmsSigner signer = MudSignatures.verify(received.content(), received.signature(), anchors, now);
    Analysis analysis = Analysis.of(received.content(), url.text());
    analysis.accepted();
    Checked checked =
        new Checked(
            received,
            new VerifiedMudFile(url.text(), received.content(), subject(signer)),
            analysis.file().orElseThrow().cacheValidity(),
            anchors,
            notBefore(signer.path()),
            notAfter(signer.path()));
    remember(url, checked);
    return checked;
  }

  private synchronized @Nullable Checked recall(MudUrl url) {
    return remembered.get(url);
  }

  private synchronized void remember(MudUrl url, Checked checked) {
    remembered.put(url, checked);
    if (remembered.size() > REMEMBERED_MAX_COUNT) {
      remembered.remove(remembered.keySet().iterator().next());
    }
  }

  private static String subject(CmsSigner signer) {
    return Problem.clean(signer.certificate().getSubjectX500Principal().getName());
  }

  private static Instant notBefore(List<X509Certificate> path) {
    return path.stream()
        .map(certificate -> certificate.getNotBefore().toInstant())
        .max(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  private static Instant notAfter(List<X509Certificate> path) {
    return path.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }
}
