package org.wardgate.transport.coap.oscore;

import java.net.InetSocketAddress;
import java.util.Map;
import org.wardgate.api.Bytes;

/**
 * What answers may come to requests that went out without protection. They are let in without being
 * counted against their address, each a few times: repetitions are rare, a flood is not.
 * Thread-safe.
 */
final class Expected {
  /** Requests remembered. */
  static final int REQUESTS_MAX_COUNT = 1_024;

  /** Messages let in for one request: an acknowledgement, the answer, and repetitions of both. */
  static final int ANSWERS_MAX_COUNT = 8;

  private final Map<ByMid, Integer> byMid = new Recent<>(REQUESTS_MAX_COUNT);
  private final Map<ByToken, Integer> byToken = new Recent<>(REQUESTS_MAX_COUNT);

  private record ByMid(InetSocketAddress peer, int mid) {}

  private record ByToken(InetSocketAddress peer, Bytes token) {}

  /** Notes what went out; a repetition may be answered again. */
  synchronized void sent(InetSocketAddress to, CoapMessage message) {
    if (message.isRequest()) {
      byMid.put(new ByMid(to, message.mid()), ANSWERS_MAX_COUNT);
      byToken.put(new ByToken(to, message.token()), ANSWERS_MAX_COUNT);
    }
  }

  /** Whether this answers what went out there (RFC 7252 §4.4, §5.3.2); counts it if so. */
  synchronized boolean answers(InetSocketAddress from, CoapMessage message) {
    if (message.isRequest()) {
      return false;
    }
    boolean byItsId = message.type() == CoapMessage.ACK || message.type() == CoapMessage.RST;
    return byItsId
        ? takes(byMid, new ByMid(from, message.mid()))
        : takes(byToken, new ByToken(from, message.token()));
  }

  private static <K> boolean takes(Map<K, Integer> open, K key) {
    Integer left = open.get(key);
    if (left == null) {
      return false;
    }
    if (left > 1) {
      open.replace(key, left - 1);
    } else {
      open.remove(key);
    }
    return true;
  }
}
