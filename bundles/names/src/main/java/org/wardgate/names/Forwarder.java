package org.wardgate.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesErrors;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

/**
 * The resolver's one thread: takes questions, asks upstream, reports addresses, and answers a
 * device only when told that they are in force. {@link #release} and {@link #stop} are thread-safe.
 */
final class Forwarder implements Runnable, Questions {
  /** Most questions under way; more are answered with a failure. */
  static final int LOOKUPS_MAX_COUNT = 512;

  /** Most questions under way of one source: each is a chance for somebody who guesses. */
  static final int PER_SOURCE_MAX_COUNT = 16;

  /** How long upstream may take before it is asked again, then before the device hears of it. */
  static final long UPSTREAM_PATIENCE_NANOS = 1_500_000_000L;

  /** How often upstream is asked. */
  static final int TRIES_MAX_COUNT = 2;

  /** How long an answer is held back for its addresses to be in force. */
  static final long HOLD_MAX_NANOS = 1_500_000_000L;

  /** Answers to other questions after which a lookup's datagrams are not believed any more. */
  static final int FOREIGN_MAX_COUNT = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
  private static final int TCP_WAITING_MAX_COUNT = 64;
  private static final long TICK_MS = 50;
  private static final long IDLE_TICK_MS = 500;

  private NamesSettings settings;
  private AnswerReader answers;
  private final Function<NameResolved, Boolean> report;
  private final Selector selector;
  private final SecureRandom random = new SecureRandom();
  private final SourceLimiter limiter = new SourceLimiter(System::nanoTime);
  private final AddressBudget budget = new AddressBudget(System::nanoTime);
  private final Map<Question.Key, Lookup> lookups = new HashMap<>();
  private final Map<CorrelationId, Lookup> lookupsById = new HashMap<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ExecutorService tcpThreads =
      new ThreadPoolExecutor(
          0,
          2,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(TCP_WAITING_MAX_COUNT),
          work -> daemon(work, "wardgate-names-tcp"));
  private volatile boolean stopped;
  private final WardSockets sockets;

  /**
   * Opens the sockets, or tries again while it runs: the ward's interface may come later.
   *
   * @param report takes an event without blocking; false if nobody listens
   * @throws RefusedException with SOCKET_FAILED if there are no sockets at all
   */
  Forwarder(NamesSettings settings, Function<NameResolved, Boolean> report)
      throws RefusedException {
    this.settings = settings;
    this.report = report;
    this.answers = new AnswerReader(settings.privateAllowedNames());
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new RefusedException(NamesErrors.SOCKET_FAILED, String.valueOf(e.getMessage()), e);
    }
    sockets = new WardSockets(selector, this);
    sockets.open(settings.binds());
  }

  /**
   * Takes other settings; sockets whose address stays are kept, and so is what is under way.
   * Thread-safe.
   *
   * @return fails with {@link RefusedException} if an address cannot be bound: all is as before
   */
  CompletableFuture<Void> change(NamesSettings next) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    task(
        () -> {
          try {
            sockets.change(next.binds());
            settings = next;
            answers = new AnswerReader(next.privateAllowedNames());
            done.complete(null);
          } catch (RefusedException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /** Whether devices can ask, at every address. */
  boolean listening() {
    return sockets.listening();
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens; the first address. */
  InetSocketAddress address() {
    return sockets.address().orElseThrow();
  }

  /** Lets an answer go, or turns it into a failure. Thread-safe. */
  void release(CorrelationId id, boolean inForce) {
    task(
        () -> {
          Lookup lookup = lookupsById.get(id);
          if (lookup != null && lookup.held()) {
            Question question = lookup.question();
            finish(
                lookup,
                inForce
                    ? Replies.addresses(question, lookup.ttlSecondsByAddress())
                    : Replies.of(question.message(), Rcode.SERVFAIL));
          }
        });
  }

  /** Ends the loop. Thread-safe. */
  void stop() {
    stopped = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        selector.select(this::ready, pauseMs());
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        long now = System.nanoTime();
        expire(now);
        sockets.tick(now);
      }
    } catch (IOException e) {
      LOG.error("{} the resolver ended: {}", NamesErrors.SOCKET_FAILED.code(), e.getMessage());
    } finally {
      close();
    }
  }

  private long pauseMs() {
    if (!lookups.isEmpty()) {
      return TICK_MS;
    }
    return sockets.idle() ? 0 : IDLE_TICK_MS;
  }

  private void close() {
    tcpThreads.shutdownNow();
    List.copyOf(lookups.values()).forEach(Lookup::close);
    sockets.close();
    try {
      selector.close();
    } catch (IOException e) {
      LOG.warn("closing the resolver's sockets: {}", e.getMessage());
    }
  }

  private void task(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isValid() && key.attachment() instanceof Readiness channel) {
        channel.ready();
      }
    } catch (IOException e) {
      LOG.debug("a message was lost: {}", e.getMessage());
    }
  }

  @Override
  public boolean take(byte[] message, Asker asker) {
    if (!limiter.allows(asker.source().getAddress())) {
      return false;
    }
    QuestionReader.Reading reading = QuestionReader.read(message, asker);
    reading.answer().ifPresent(asker::answer);
    return reading.answer().isPresent() || reading.forward().map(this::forward).orElse(false);
  }

  private boolean forward(Question question) {
    if (lookups.containsKey(question.key())) {
      return false; // the device repeats itself; its answer is under way
    }
    InetAddress source = question.asker().source().getAddress();
    long own =
        lookups.keySet().stream().filter(key -> key.source().getAddress().equals(source)).count();
    Optional<InetSocketAddress> upstream = settings.upstream();
    if (upstream.isEmpty() || lookups.size() >= LOOKUPS_MAX_COUNT || own >= PER_SOURCE_MAX_COUNT) {
      question.asker().answer(Replies.of(question.message(), Rcode.SERVFAIL));
      return true;
    }
    CorrelationId id = new CorrelationId("dns-" + UUID.randomUUID());
    Lookup lookup = new Lookup(question, id, upstream.get());
    lookups.put(question.key(), lookup);
    lookupsById.put(lookup.correlationId(), lookup);
    ask(lookup);
    return true;
  }

  private void ask(Lookup lookup) {
    lookup.due(System.nanoTime() + UPSTREAM_PATIENCE_NANOS);
    try {
      lookup.ask(random, selector, wire -> answered(lookup, wire, Optional.of(lookup.spelling())));
    } catch (IOException e) {
      failed(lookup, NamesErrors.UPSTREAM_FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void answered(Lookup lookup, byte[] wire, Optional<Name> spelling) {
    Question question = lookup.question();
    UpstreamAnswer answer = answers.read(wire, lookup.id(), question, spelling);
    if (answer instanceof UpstreamAnswer.Addresses found) {
      resolved(lookup, budget.within(question.text(), found.ttlSecondsByAddress()));
    } else if (answer instanceof UpstreamAnswer.Nothing nothing) {
      finish(lookup, Replies.of(question.message(), nothing.rcode()));
    } else if (answer instanceof UpstreamAnswer.Bad bad) {
      failed(lookup, bad.reason().errorCode(), bad.reason().detail());
    } else if (answer instanceof UpstreamAnswer.Truncated) {
      overTcp(lookup);
    } else if (lookup.countForeign() == FOREIGN_MAX_COUNT) {
      LOG.warn("somebody guesses answers to {}: asking over TCP", question.text());
      overTcp(lookup);
    }
  }

  private void resolved(Lookup lookup, Map<InetAddress, Integer> ttlSecondsByAddress) {
    Question question = lookup.question();
    if (ttlSecondsByAddress.isEmpty()) {
      failed(lookup, NamesErrors.TOO_MANY_ADDRESSES, question.text() + " keeps changing them");
      return;
    }
    lookup.hold(ttlSecondsByAddress);
    lookup.due(System.nanoTime() + HOLD_MAX_NANOS);
    NameResolved event =
        new NameResolved(lookup.correlationId(), question.text(), ttlSecondsByAddress);
    if (!report.apply(event)) {
      finish(lookup, Replies.of(question.message(), Rcode.SERVFAIL));
    }
  }

  private void overTcp(Lookup lookup) {
    byte[] query = lookup.query();
    TcpUpstream tcp = new TcpUpstream(lookup.upstream());
    lookup.close();
    lookup.due(System.nanoTime() + TcpUpstream.TIMEOUT_MS * 1_000_000L);
    try {
      tcpThreads.execute(
          () -> {
            try {
              byte[] wire = tcp.ask(query);
              task(() -> answeredOverTcp(lookup, wire));
            } catch (IOException e) {
              LOG.debug("upstream over TCP: {}", e.getMessage());
            }
          });
    } catch (RejectedExecutionException e) {
      failed(lookup, NamesErrors.UPSTREAM_FAILED, "too many long answers");
    }
  }

  private void answeredOverTcp(Lookup lookup, byte[] wire) {
    boolean current = lookupsById.get(lookup.correlationId()) == lookup && !lookup.held();
    if (current && wire.length > 2 && (wire[2] & 0x02) == 0) {
      answered(lookup, wire, Optional.empty());
    } else if (current) {
      failed(lookup, NamesErrors.UPSTREAM_FAILED, "cut over TCP");
    }
  }

  private void expire(long now) {
    for (Lookup lookup : List.copyOf(lookups.values())) {
      if (lookup.dueNanos() - now > 0) {
        continue;
      }
      if (lookup.held()) {
        LOG.warn("{}: the addresses were not in force in time", lookup.question().text());
        finish(lookup, Replies.of(lookup.question().message(), Rcode.SERVFAIL));
      } else if (lookup.triesCount() < TRIES_MAX_COUNT) {
        ask(lookup);
      } else {
        failed(lookup, NamesErrors.UPSTREAM_FAILED, lookup.question().text());
      }
    }
  }

  private void failed(Lookup lookup, ErrorCode code, String detail) {
    LOG.warn("{} {}: {}", code.code(), code.reason(), detail);
    finish(lookup, Replies.of(lookup.question().message(), Rcode.SERVFAIL));
  }

  private void finish(Lookup lookup, Message reply) {
    lookups.remove(lookup.question().key());
    lookupsById.remove(lookup.correlationId());
    try {
      lookup.close();
    } catch (UncheckedIOException e) {
      LOG.warn("{}", e.getMessage());
    }
    lookup.question().asker().answer(reply);
  }
}
