package org.wardgate.identity;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.identity.LiveSessions.Live;

/**
 * Follows the sessions of devices. Each is reported once; but if an older session of the same
 * device is at another place, that one is asked first: if it answers, there are two, and the
 * newcomer goes; if not, the device moved. No session is served before it is reported. Thread-safe,
 * never blocks.
 */
final class SessionWatch {
  /** Newcomers that wait for an older session's answer; beyond, they have to come again. */
  static final int WAITING_MAX_COUNT = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

  private final SessionReporter reporter;
  private final RecentClosures closures;
  private final SignsOfLife signs;
  private final Moves moves;
  private final Verdicts verdicts = new Verdicts();
  private final LiveSessions live = new LiveSessions();
  private final AtomicInteger waiting = new AtomicInteger();
  private final List<DeviceChannels> transports = new CopyOnWriteArrayList<>();

  SessionWatch(
      SessionReporter reporter, RecentClosures closures, Clock clock, LongSupplier nanoTime) {
    this.reporter = reporter;
    this.closures = closures;
    this.signs = new SignsOfLife(clock);
    this.moves = new Moves(nanoTime);
  }

  void add(DeviceChannels transport) {
    transports.add(transport);
  }

  void remove(DeviceChannels transport) {
    transports.remove(transport);
  }

  /** Ends every session of a device now. */
  void close(DeviceId device) {
    closures.add(device);
    transports.forEach(transport -> transport.close(device));
  }

  void established(Peer peer) {
    verdicts.begin(peer);
    begin(peer);
  }

  /**
   * Whether a session's requests may be served. One that nobody told of, because it began while
   * this bundle was being replaced, is met now.
   */
  CompletionStage<Boolean> serves(Peer peer) {
    if (verdicts.of(peer).isEmpty()
        && channel(peer).isPresent()
        && verdicts.beginUnlessKnown(peer)) {
      begin(peer);
    }
    return verdicts.of(peer).orElseGet(() -> CompletableFuture.completedFuture(false));
  }

  /**
   * Meets a session that its transport finds by its own id. Another could not be asked when a copy
   * comes, nor be told from one: it is neither reported nor served until it can be found.
   */
  private void begin(Peer peer) {
    channel(peer)
        .ifPresentOrElse(
            channel -> meet(new Live(peer, channel)),
            () ->
                LOG.info(
                    "Session {} of {} is not found", peer.session(), peer.identity().device()));
    if (channel(peer).isEmpty()) {
      closed(peer); // maybe while it was met: nobody will tell of that again
    }
  }

  private void meet(Live met) {
    Peer peer = met.peer();
    Optional<Live> known = Optional.of(met);
    List<Live> elsewhere = live.add(met);
    if (peer.identity().kind() == PeerIdentity.Kind.LDEVID
        && closures.contains(peer.identity().device())) {
      LOG.info("{} is sent away: its sessions were just closed", peer.identity().device());
      end(peer, known);
    } else if (elsewhere.isEmpty()) {
      report(peer, known);
    } else {
      ask(met, elsewhere);
    }
  }

  void closed(Peer peer) {
    live.remove(peer);
    verdicts.forget(peer);
    LOG.debug("Session {} of {} is gone", peer.session(), peer.identity().device());
  }

  private Optional<DeviceChannel> channel(Peer peer) {
    return transports.stream().flatMap(transport -> transport.channel(peer).stream()).findFirst();
  }

  private void report(Peer peer, Optional<Live> known) {
    // unheard, the device would wait for ever: let it come again
    reporter.identified(peer, () -> end(peer, known));
    verdicts.serve(peer);
  }

  private void ask(Live newcomer, List<Live> older) {
    if (waiting.incrementAndGet() > WAITING_MAX_COUNT) {
      waiting.decrementAndGet();
      end(newcomer.peer(), Optional.of(newcomer));
      return;
    }
    var unused =
        signs
            .of(older)
            .whenComplete((alive, error) -> waiting.decrementAndGet())
            .thenAccept(alive -> answered(newcomer, older, alive))
            .exceptionally(
                error -> {
                  LOG.warn("older sessions of {} could not be asked", newcomer.peer(), error);
                  end(newcomer.peer(), Optional.of(newcomer));
                  return null;
                });
  }

  private void answered(Live newcomer, List<Live> older, Optional<Live> alive) {
    DeviceId device = newcomer.peer().identity().device();
    if (alive.isPresent()) {
      seenTwice(newcomer, alive.get().address());
    } else if (!live.contains(newcomer)) {
      LOG.debug("{} is gone before it was known whether it moved", device);
    } else if (!moves.move(device)) {
      seenTwice(newcomer, older.get(0).address());
    } else {
      LOG.info("{} moved to {}", device, newcomer.address());
      older.forEach(
          silent -> {
            live.remove(silent.peer());
            end(silent.peer(), Optional.of(silent));
          });
      report(newcomer.peer(), Optional.of(newcomer));
    }
  }

  private void seenTwice(Live newcomer, InetAddress held) {
    DeviceId device = newcomer.peer().identity().device();
    InetAddress refused = newcomer.address();
    LOG.warn(
        "{}",
        Problem.of(OnboardingErrors.SEEN_TWICE, device + " at " + held + ", now at " + refused)
            .line());
    end(newcomer.peer(), Optional.of(newcomer));
    reporter.seenTwice(device, held, refused);
  }

  /** Closes one session; all of the device's where a transport cannot do that. */
  private void end(Peer peer, Optional<Live> session) {
    verdicts.refuse(peer); // first: it is not served while it is being closed
    if (session.isEmpty() || !session.get().channel().close()) {
      transports.forEach(transport -> transport.close(peer.identity().device()));
    }
  }
}
