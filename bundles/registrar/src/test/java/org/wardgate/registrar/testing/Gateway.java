package org.wardgate.registrar.testing;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportKind;

/** What stands around the registrar: a sink of events, requests from peers. */
public final class Gateway implements EventSink {
  /** Patience of tests. */
  public static final long WAIT_SECONDS = 60;

  private static final AtomicLong REQUESTS = new AtomicLong();

  /** What was reported. */
  public final List<Event> events = new CopyOnWriteArrayList<>();

  /** Whether events cannot be recorded. */
  public volatile boolean broken;

  @Override
  public CompletionStage<Void> submit(Event event) {
    if (broken) {
      return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    }
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }

  public <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** A POST of a peer. */
  public static BoundedRequest post(PeerIdentity identity, int format, Bytes payload) {
    return request(identity, OptionalInt.of(format), OptionalInt.empty(), payload);
  }

  public static BoundedRequest request(
      PeerIdentity identity, OptionalInt format, OptionalInt accept, Bytes payload) {
    return new BoundedRequest(
        new CorrelationId("r-" + REQUESTS.incrementAndGet()),
        new Peer(identity, TransportKind.COAP, InetAddress.getLoopbackAddress(), 5684, "s"),
        Method.POST,
        "p",
        List.of(),
        format,
        accept,
        payload,
        Instant.now().plusSeconds(10));
  }

  /** The answer to a request for a voucher. */
  public static Response voucher(ResourceHandler handler, PeerIdentity identity, Bytes request) {
    return answer(handler.handle(post(identity, ContentFormat.VOUCHER_COSE, request)));
  }

  public static Response answer(CompletionStage<Response> answer) {
    return answer.toCompletableFuture().orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
  }
}
