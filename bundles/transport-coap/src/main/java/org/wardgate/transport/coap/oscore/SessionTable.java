package org.wardgate.transport.coap.oscore;

import java.net.InetSocketAddress;
import java.security.Principal;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;

/** The sessions at one socket, and the ids given out for new ones. Thread-safe. */
public final class SessionTable {
  /** Bytes of an id given out. */
  static final int RECIPIENT_ID_BYTES = 3;

  /** Messages under way whose owner is remembered. */
  static final int UNDER_WAY_MAX_COUNT = 4096;

  private final int sessionsMax;
  private final SecureRandom random = new SecureRandom();
  private final Set<Bytes> reserved = new HashSet<>();
  private final Map<Bytes, OscoreSession> byRecipientId = new HashMap<>();
  private final Map<Principal, OscoreSession> byPrincipal = new HashMap<>();
  private final Map<Bytes, OscoreSession> byToken = new Recent<>(UNDER_WAY_MAX_COUNT);
  private final Map<Sent, OscoreSession> byMid = new Recent<>(UNDER_WAY_MAX_COUNT);

  private record Sent(InetSocketAddress address, int mid) {}

  /**
   * @param sessionsMax sessions and ids given out together
   */
  public SessionTable(int sessionsMax) {
    this.sessionsMax = sessionsMax;
  }

  /** An id nobody has; absent if there are too many. */
  public synchronized Optional<Bytes> reserve() {
    if (reserved.size() + byRecipientId.size() >= sessionsMax) {
      return Optional.empty();
    }
    byte[] id = new byte[RECIPIENT_ID_BYTES];
    Bytes candidate;
    do {
      random.nextBytes(id);
      candidate = Bytes.of(id);
    } while (byRecipientId.containsKey(candidate) || !reserved.add(candidate));
    return Optional.of(candidate);
  }

  /** Takes an id back. */
  public synchronized void release(Bytes recipientId) {
    reserved.remove(recipientId);
  }

  /** Adds a session under the id it has reserved; false if the id was not. */
  public synchronized boolean add(OscoreSession session) {
    if (!reserved.remove(session.recipientId())) {
      return false;
    }
    put(session);
    return true;
  }

  /** Adds a session with an id of its own choice; for known vectors and for devices. */
  public synchronized void put(OscoreSession session) {
    byRecipientId.put(session.recipientId(), session);
    byPrincipal.put(session.principal(), session);
  }

  /** Deletes a session and its keys. */
  public synchronized boolean remove(OscoreSession session) {
    byToken.values().removeIf(other -> other == session);
    byMid.values().removeIf(other -> other == session);
    byPrincipal.remove(session.principal(), session);
    return byRecipientId.remove(session.recipientId(), session);
  }

  /** The sessions whose time is over. */
  public synchronized List<OscoreSession> expired(Instant now) {
    return byRecipientId.values().stream().filter(s -> !s.expires().isAfter(now)).toList();
  }

  /** Every session. */
  public synchronized List<OscoreSession> all() {
    return new ArrayList<>(byRecipientId.values());
  }

  /** Whether a session of that principal is here. */
  public synchronized Optional<OscoreSession> of(@Nullable Principal principal) {
    return principal == null ? Optional.empty() : Optional.ofNullable(byPrincipal.get(principal));
  }

  synchronized Optional<OscoreSession> withRecipientId(Bytes id, Optional<Bytes> idContext) {
    return Optional.ofNullable(byRecipientId.get(id))
        .filter(session -> session.idContext().equals(idContext));
  }

  synchronized Optional<OscoreSession> withToken(Bytes token) {
    return Optional.ofNullable(byToken.get(token));
  }

  synchronized Optional<OscoreSession> withMid(InetSocketAddress address, int mid) {
    return Optional.ofNullable(byMid.get(new Sent(address, mid)));
  }

  /** Remembers whose message went out. */
  synchronized void sent(OscoreSession session, CoapMessage wire) {
    if (wire.isRequest()) {
      byToken.put(wire.token(), session);
    }
    if (wire.type() == CoapMessage.CON) {
      byMid.put(new Sent(session.address(), wire.mid()), session);
    }
  }
}
