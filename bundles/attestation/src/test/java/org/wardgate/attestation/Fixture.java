package org.wardgate.attestation;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.attestation.psa.Attester;

/** A verifier of one good device, with everything a handler needs. */
final class Fixture implements EventSink, AutoCloseable {
  static final Bytes THUMBPRINT = Bytes.ofHex("aa".repeat(32));
  static final Instant DEADLINE = Instant.parse("2026-03-01T08:00:10Z");

  final AtomicLong nanos = new AtomicLong();
  final OpenChallenges challenges =
      new OpenChallenges(new SecureRandom(), () -> Duration.ofSeconds(150), nanos::get);
  final Appraiser appraiser = new Appraiser(Schemes.all(), Attester.world()::context);
  final AppraisalPool pool = new AppraisalPool();
  final List<Event> events = new CopyOnWriteArrayList<>();
  @Nullable Throwable refuseEvents;

  @Override
  public CompletionStage<Void> submit(Event event) {
    if (refuseEvents != null) {
      return CompletableFuture.failedFuture(refuseEvents);
    }
    events.add(event);
    return CompletableFuture.completedFuture(null);
  }

  static Peer peer(DeviceId device) {
    return new Peer(
        new PeerIdentity(
            PeerIdentity.Kind.IDEVID, device, Bytes.ofHex("cc".repeat(32)), Optional.empty()),
        TransportKind.COAP,
        InetAddress.getLoopbackAddress(),
        5684,
        "session-1");
  }

  static BoundedRequest post(DeviceId device, String path, int format, Bytes payload) {
    return new BoundedRequest(
        new CorrelationId("request-1"),
        peer(device),
        Method.POST,
        path,
        List.of(),
        format < 0 ? OptionalInt.empty() : OptionalInt.of(format),
        OptionalInt.empty(),
        payload,
        DEADLINE);
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static String text(Response response) {
    return new String(response.payload().toArray(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    pool.close();
  }
}
