package org.wardgate.pki.status;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.revocation.OcspAnswer;
import org.wardgate.crypto.revocation.OcspRequest;
import org.wardgate.crypto.revocation.OcspStatus;

/**
 * Signed answers to questions without a nonce, the most recently asked ones. An answer serves again
 * until its statuses change or half its time is over. Thread-safe.
 */
final class OcspCache {
  /** Most answers kept; about 1.5 kB each. */
  static final int ANSWERS_MAX_COUNT = 1_024;

  private static final float LOAD = 0.75f;

  private final Map<OcspRequest, Kept> answers =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OcspRequest, Kept> eldest) {
          return size() > ANSWERS_MAX_COUNT;
        }
      };

  private record Kept(OcspAnswer answer, Bytes der) {
    boolean serves(List<OcspStatus> statuses, Instant now) {
      Duration half = Duration.between(answer.thisUpdate(), answer.nextUpdate()).dividedBy(2);
      return answer.statuses().equals(statuses)
          && !now.isBefore(answer.thisUpdate())
          && now.isBefore(answer.thisUpdate().plus(half));
    }
  }

  synchronized Optional<Bytes> find(OcspRequest request, List<OcspStatus> statuses, Instant now) {
    return Optional.ofNullable(answers.get(request))
        .filter(kept -> kept.serves(statuses, now))
        .map(Kept::der);
  }

  synchronized void keep(OcspAnswer answer, Bytes der) {
    boolean known = answer.statuses().stream().noneMatch(OcspStatus.Unknown.class::isInstance);
    // what strangers invent must not push out what is asked for
    if (answer.request().nonce().isEmpty() && known) {
      answers.put(answer.request(), new Kept(answer, der));
    }
  }
}
