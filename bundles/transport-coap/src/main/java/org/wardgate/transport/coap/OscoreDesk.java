package org.wardgate.transport.coap;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.OscoreParameters;
import org.wardgate.api.transport.OscoreSessions;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportErrors;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.transport.coap.oscore.OscoreSession;
import org.wardgate.transport.coap.oscore.SecurityContext;
import org.wardgate.transport.coap.oscore.SessionTable;

/** Opens and closes the OSCORE sessions of one endpoint. Thread-safe. */
final class OscoreDesk implements OscoreSessions {
  /** A protected answer that only proves the key has no content. */
  static final int PROOF_MAX_BYTES = 64;

  private static final Logger LOG = LoggerFactory.getLogger(OscoreDesk.class);

  private final SessionTable table;
  private final OscoreBook book = new OscoreBook();
  private final Closures closures = new Closures();
  private final Map<Bytes, Long> reservedAt = new ConcurrentHashMap<>();
  private final Asking asking;
  private final SessionListener announcer;
  private final AtomicLong sessions = new AtomicLong();
  private final String idPrefix;

  /**
   * @param asking over the endpoint that hears what is protected
   * @param idPrefix what session ids begin with, unique for the life of the process
   */
  OscoreDesk(SessionTable table, Asking asking, SessionListener announcer, String idPrefix) {
    this.table = table;
    this.asking = asking;
    this.announcer = announcer;
    this.idPrefix = idPrefix;
  }

  @Override
  public Bytes reserve() throws RefusedException {
    long moment = closures.now(); // before anybody asks who the peer is
    Bytes id =
        table
            .reserve()
            .orElseThrow(
                () ->
                    new RefusedException(
                        TransportErrors.TOO_MANY_REQUESTS, "too many OSCORE sessions"));
    reservedAt.put(id, moment);
    return id;
  }

  @Override
  public void release(Bytes recipientId) {
    reservedAt.remove(recipientId);
    table.release(recipientId);
  }

  @Override
  public CompletionStage<Peer> open(
      OscoreParameters parameters,
      List<String> path,
      int contentFormat,
      Bytes payload,
      Instant deadline) {
    if (parameters.senderId().equals(parameters.recipientId())) {
      throw new IllegalArgumentException("both sides have the same id");
    }
    Long begun = reservedAt.remove(parameters.recipientId());
    OscoreBook.Entry entry = entry(parameters, begun == null ? 0 : begun);
    if (begun == null || !table.add(entry.session())) {
      return CompletableFuture.failedFuture(
          new RefusedException(TransportErrors.NO_SESSION, "the recipient id is not reserved"));
    }
    Request request = Request.newPost();
    path.forEach(request.getOptions()::addUriPath);
    request.getOptions().setContentFormat(contentFormat);
    request.setPayload(payload.toArray());
    request.setDestinationContext(
        new AddressEndpointContext(parameters.address(), entry.principal()));
    return asking
        .ask(request, PROOF_MAX_BYTES, deadline)
        .thenCompose(response -> proved(entry, response))
        .whenComplete(
            (peer, error) -> {
              if (error != null) {
                end(entry);
              }
            });
  }

  private OscoreBook.Entry entry(OscoreParameters parameters, long begun) {
    PeerSession who =
        new PeerSession(
            idPrefix + "o" + sessions.incrementAndGet(),
            parameters.identity(),
            TransportKind.OSCORE,
            begun);
    SecurityContext context =
        new SecurityContext(
            parameters.suite(),
            parameters.masterSecret(),
            parameters.masterSalt(),
            parameters.senderId(),
            parameters.recipientId(),
            Optional.empty());
    return new OscoreBook.Entry(
        who,
        new OscoreSession(
            context,
            new PreSharedKeyIdentity(who.id()).amend(who.asInfo()),
            parameters.address(),
            parameters.expires()));
  }

  private CompletionStage<Peer> proved(OscoreBook.Entry entry, Response response) {
    if (!response.isSuccess()) {
      return CompletableFuture.failedFuture(
          new RefusedException(TransportErrors.NO_ANSWER, "answered " + response.getCode()));
    }
    entry.session().confirm();
    Peer peer = entry.peer();
    List<OscoreBook.Entry> excess = book.add(entry);
    // asked when it is in the book: who closes the device from now on finds this session
    if (closures.closedSince(entry.who().identity().device(), entry.who().begun())) {
      if (book.remove(entry)) {
        LOG.info("Session {} closed at once: the device was closed meanwhile", entry.who());
      }
      return refused(TransportErrors.NO_SESSION, "the device was closed while it was opened");
    }
    announcer.established(peer);
    entry.who().announced(peer);
    excess.forEach(this::end);
    return excess.contains(entry)
        ? refused(TransportErrors.TOO_MANY_REQUESTS, "the device has sessions at other addresses")
        : CompletableFuture.completedFuture(peer);
  }

  private static CompletionStage<Peer> refused(ErrorCode code, String detail) {
    return CompletableFuture.failedFuture(new RefusedException(code, detail));
  }

  Optional<DeviceChannel> channel(DeviceId device) {
    return book.newest(device).map(entry -> new OscoreChannel(entry, asking, this::end));
  }

  Optional<DeviceChannel> channel(Peer peer) {
    return book.of(peer.identity().device()).stream()
        .filter(entry -> entry.who().id().equals(peer.session()))
        .findFirst()
        .map(entry -> new OscoreChannel(entry, asking, this::end));
  }

  /** Ends what the device has now and what it is about to have. */
  void close(DeviceId device) {
    closures.close(device);
    book.of(device).forEach(this::end);
  }

  void closeAll() {
    book.all().forEach(this::end);
    table.all().forEach(table::remove);
  }

  /** Ends the sessions whose time is over. */
  void expire(Instant now) {
    List<OscoreSession> expired = table.expired(now);
    book.all().stream().filter(e -> expired.contains(e.session())).forEach(this::end);
    expired.forEach(table::remove);
  }

  /** Deletes the context at once; no message can be sent or understood from now on. */
  private void end(OscoreBook.Entry entry) {
    table.remove(entry.session());
    if (book.remove(entry)) {
      announcer.closed(entry.peer());
    }
    entry.who().end();
  }
}
