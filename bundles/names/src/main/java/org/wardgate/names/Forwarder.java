package org.wardgate.names;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
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
import org.xbill.DNS.Rcode;

/**
 * The resolver's one thread: takes questions, asks upstream, reports addresses, and answers a
 * device only when told that they are in force. {@link #release} and {@link #stop} are thread-safe.
 */
final class Forwarder implements Runnable {
  /** Most questions under way; more are answered with a failure. */
  static final int LOOKUPS_MAX_COUNT = 512;

  /** How long upstream may take before it is asked again, then before the device hears of it. */
  static final long UPSTREAM_PATIENCE_NANOS = 1_500_000_000L;

  /** How often upstream is asked. */
  static final int TRIES_MAX_COUNT = 2;

  /** How long an answer is held back for its addresses to be in force. */
  static final long HOLD_MAX_NANOS = 1_500_000_000L;

  private static final Logger LOG = LoggerFactory.getLogger(Forwarder.class);
  private static final int TCP_WAITING_MAX_COUNT = 64;
  private static final long TICK_MS = 50;
  private static final long BIND_RETRY_MS = 2_000;

  private final NamesSettings settings;
  private final AnswerReader answers;
  private final TcpUpstream tcp;
  private final Function<NameResolved, Boolean> report;
  private final Selector selector;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final SecureRandom random = new SecureRandom();
  private final SourceLimiter limiter = new SourceLimiter(System::nanoTime);
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
  private volatile DatagramChannel server;
  private boolean bindFailed;

  /**
   * Opens the socket, or tries again while it runs: the ward's interface may come later.
   *
   * @param report takes an event without blocking; false if nobody listens
   * @throws RefusedException with SOCKET_FAILED if there are no sockets at all
   */
  Forwarder(NamesSettings settings, Function<NameResolved, Boolean> report)
      throws RefusedException {
    this.settings = settings;
    this.report = report;
    this.answers = new AnswerReader(settings.privateAllowedNames());
    this.tcp = new TcpUpstream(settings.upstream());
    try {
      this.selector = Selector.open();
      this.server = DatagramChannel.open();
    } catch (IOException e) {
      throw new RefusedException(NamesErrors.SOCKET_FAILED, String.valueOf(e.getMessage()), e);
    }
    if (!bind()) {
      LOG.warn("trying again every {} ms", BIND_RETRY_MS);
    }
  }

  private boolean bind() {
    try {
      if (!server.isOpen()) {
        server = DatagramChannel.open();
      }
      server.bind(settings.bind());
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_READ);
      return true;
    } catch (IOException e) {
      ErrorCode code = NamesErrors.SOCKET_FAILED;
      if (!bindFailed) {
        bindFailed = true; // said once
        LOG.error("{} {}: {} {}", code.code(), code.reason(), settings.bind(), e.getMessage());
      }
      return false;
    }
  }

  /** Whether devices can ask. */
  boolean listening() {
    return server.isOpen() && server.socket().isBound();
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return new InetSocketAddress(settings.bind().getAddress(), server.socket().getLocalPort());
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
    stop.countDown();
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!listening() && !stop.await(BIND_RETRY_MS, TimeUnit.MILLISECONDS)) {
        bind();
      }
      while (stop.getCount() > 0) {
        selector.select(this::ready, lookups.isEmpty() ? 0 : TICK_MS);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        expire(System.nanoTime());
      }
    } catch (IOException e) {
      LOG.error("{} the resolver ended: {}", NamesErrors.SOCKET_FAILED.code(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  private void close() {
    tcpThreads.shutdownNow();
    List.copyOf(lookups.values()).forEach(Lookup::close);
    try {
      server.close();
      selector.close();
    } catch (IOException e) {
      LOG.warn("closing the resolver's socket: {}", e.getMessage());
    }
  }

  private void task(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void ready(SelectionKey key) {
    try {
      if (key.attachment() instanceof Lookup lookup) {
        fromUpstream((DatagramChannel) key.channel(), lookup);
      } else {
        fromDevices();
      }
    } catch (IOException e) {
      LOG.debug("a datagram was lost: {}", e.getMessage());
    }
  }

  private void fromDevices() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(QuestionReader.QUESTION_MAX_BYTES + 1);
    InetSocketAddress source = (InetSocketAddress) server.receive(buffer);
    if (source == null || !limiter.allows(source.getAddress())) {
      return;
    }
    QuestionReader.Reading reading = QuestionReader.read(bytes(buffer), source);
    Optional<Message> answer = reading.answer();
    if (answer.isPresent()) {
      send(answer.get(), source);
    }
    reading.forward().ifPresent(this::forward);
  }

  private void forward(Question question) {
    if (lookups.containsKey(question.key())) {
      return; // the device repeats itself; its answer is under way
    }
    if (lookups.size() >= LOOKUPS_MAX_COUNT) {
      send(Replies.of(question.message(), Rcode.SERVFAIL), question.source());
      return;
    }
    Lookup lookup = new Lookup(question, new CorrelationId("dns-" + UUID.randomUUID()));
    lookups.put(question.key(), lookup);
    lookupsById.put(lookup.correlationId(), lookup);
    ask(lookup);
  }

  private void ask(Lookup lookup) {
    lookup.due(System.nanoTime() + UPSTREAM_PATIENCE_NANOS);
    try {
      lookup.ask(settings.upstream(), random.nextInt(1 << 16), selector);
    } catch (IOException e) {
      failed(lookup, NamesErrors.UPSTREAM_FAILED, String.valueOf(e.getMessage()));
    }
  }

  private void fromUpstream(DatagramChannel channel, Lookup lookup) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(4_096);
    try {
      if (channel.read(buffer) > 0) {
        answered(lookup, bytes(buffer));
      }
    } catch (PortUnreachableException e) {
      LOG.debug("upstream is not there; asking again later");
    }
  }

  private void answered(Lookup lookup, byte[] wire) {
    Question question = lookup.question();
    UpstreamAnswer answer = answers.read(wire, lookup.id(), question);
    if (answer instanceof UpstreamAnswer.Addresses found) {
      lookup.hold(found.ttlSecondsByAddress());
      lookup.due(System.nanoTime() + HOLD_MAX_NANOS);
      NameResolved event =
          new NameResolved(lookup.correlationId(), question.text(), found.ttlSecondsByAddress());
      if (!report.apply(event)) {
        finish(lookup, Replies.of(question.message(), Rcode.SERVFAIL));
      }
    } else if (answer instanceof UpstreamAnswer.Nothing nothing) {
      finish(lookup, Replies.of(question.message(), nothing.rcode()));
    } else if (answer instanceof UpstreamAnswer.Bad bad) {
      failed(lookup, bad.reason().errorCode(), bad.reason().detail());
    } else if (answer instanceof UpstreamAnswer.Truncated) {
      overTcp(lookup);
    }
  }

  private void overTcp(Lookup lookup) {
    byte[] query = lookup.query();
    lookup.close();
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
      answered(lookup, wire);
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
    send(reply, lookup.question().source());
  }

  private void send(Message reply, InetSocketAddress to) {
    try {
      server.send(ByteBuffer.wrap(reply.toWire()), to);
    } catch (IOException e) {
      LOG.debug("an answer was lost: {}", e.getMessage());
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    buffer.flip();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
