package org.wardgate.mud.fetch;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.file.MudUrl;
import org.wardgate.mud.signature.SignatureRule;
import org.wardgate.mud.signature.SignerTerms;
import org.wardgate.mud.signature.Vouched;

/**
 * Checks signature, content and age of files, and remembers the latest results, so that a hundred
 * devices of one model cost one verification. Thread-safe.
 */
final class FileChecker {
  /** Most results remembered. */
  static final int REMEMBERED_MAX_COUNT = 64;

  private static final Logger LOG = LoggerFactory.getLogger(FileChecker.class);

  private final NewestFiles newest;
  private final Map<MudUrl, Checked> remembered = new LinkedHashMap<>(16, 0.75f, true);

  FileChecker(NewestFiles newest) {
    this.newest = newest;
  }

  /**
   * Checks a file.
   *
   * @param request where it must be at home, and who may sign it
   * @param received as received
   * @param now the time
   * @throws RefusedException if the signature does not count, the file is not valid, or it is older
   *     than one accepted before
   */
  Checked check(FetchRequest request, SignedFile received, Instant now) throws RefusedException {
    MudUrl url = request.url();
    Checked known = recall(url);
    Checked checked =
        known != null && known.holds(received, request.terms(), now)
            ? known
            : verify(url, received, request.terms(), now);
    if (!request.terms().approve(received.content())) {
      newest.check(url, checked.lastUpdate());
    }
    if (checked.vouched().signed()) {
      newest.accept(url, checked.lastUpdate());
    }
    remember(url, checked);
    return checked;
  }

  private static Checked verify(MudUrl url, SignedFile received, SignerTerms terms, Instant now)
      throws RefusedException {
    // The signature first: of a file that nobody vouches for nothing else is worth knowing.
    Vouched vouched = SignatureRule.decide(received.content(), received.signature(), terms, now);
    Analysis analysis = Analysis.of(received.content(), url.text());
    analysis.accepted();
    MudFile file = analysis.file().orElseThrow();
    LOG.info("{} of {} counts: {}", url, file.lastUpdate(), vouched.by());
    return new Checked(
        received,
        new VerifiedMudFile(url.text(), received.content(), vouched.by()),
        file.lastUpdate(),
        file.cacheValidity(),
        terms,
        vouched);
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
}
