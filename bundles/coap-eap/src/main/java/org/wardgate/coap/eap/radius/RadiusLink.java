package org.wardgate.coap.eap.radius;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

/** Questions to one RADIUS server from one socket. Thread-safe. */
final class RadiusLink implements AutoCloseable {
  /** How long nothing is received after receiving failed. */
  static final Duration RECEIVE_PAUSE = Duration.ofSeconds(1);

  private static final int IDS = 256;
  private static final Logger LOG = LoggerFactory.getLogger(RadiusLink.class);

  private final InetSocketAddress server;
  private final int index;
  private final RadiusSecret secret;
  private final Duration timeout;
  private final int triesMax;
  private final ScheduledExecutorService timers;
  private final DatagramSocket socket;
  private final Receiver receiver;
  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, Question> open = new HashMap<>();
  private int nextId;

  /** One request under way. */
  private static final class Question {
    private final byte[] wire;
    private final Bytes authenticator;
    private final CompletableFuture<RadiusAnswer> answer = new CompletableFuture<>();
    private int tries;
    private @Nullable String flaw;
    private @Nullable Future<?> timer;

    Question(byte[] wire, Bytes authenticator) {
      this.wire = wire;
      this.authenticator = authenticator;
    }
  }

  /**
   * @param index of the server, for its answers
   * @param timeout until a request is repeated
   * @param triesMax how often it is sent in all
   * @throws IOException if there is no socket
   */
  RadiusLink(
      InetSocketAddress server,
      int index,
      RadiusSecret secret,
      Duration timeout,
      int triesMax,
      ScheduledExecutorService timers)
      throws IOException {
    this.server = server;
    this.index = index;
    this.secret = secret;
    this.timeout = timeout;
    this.triesMax = triesMax;
    this.timers = timers;
    socket = new DatagramSocket();
    socket.connect(server);
    receiver = new Receiver(socket, this::take, RECEIVE_PAUSE);
    Thread thread = new Thread(receiver, "wardgate-radius-" + index);
    thread.setDaemon(true);
    thread.start();
  }

  /** The answer, or a {@link RefusedException}. */
  CompletableFuture<RadiusAnswer> ask(List<RadiusAttribute> attributes) {
    byte[] bytes = new byte[RadiusPacket.AUTHENTICATOR_BYTES];
    random.nextBytes(bytes);
    Bytes authenticator = Bytes.of(bytes);
    int id;
    Question question;
    synchronized (open) {
      if (open.size() == IDS) {
        return failed(OnboardingErrors.RADIUS_SILENT, server + " has 256 requests to answer");
      }
      do {
        id = nextId++ & 0xFF;
      } while (open.containsKey(id));
      question =
          new Question(Authenticity.request(id, authenticator, attributes, secret), authenticator);
      open.put(id, question);
    }
    send(id, question);
    return question.answer;
  }

  private static CompletableFuture<RadiusAnswer> failed(ErrorCode code, String detail) {
    return CompletableFuture.failedFuture(new RefusedException(code, detail));
  }

  private void send(int id, Question question) {
    synchronized (open) {
      if (open.get(id) != question) {
        return;
      }
      if (question.tries == triesMax || socket.isClosed()) {
        open.remove(id);
        giveUp(question);
        return;
      }
      question.tries++;
      try {
        question.timer =
            timers.schedule(() -> send(id, question), timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        open.remove(id);
        giveUp(question);
        return;
      }
    }
    try {
      socket.send(new DatagramPacket(question.wire, question.wire.length));
    } catch (IOException e) {
      LOG.debug("RADIUS request to {} not sent: {}", server, e.toString());
    }
  }

  private void giveUp(Question question) {
    String flaw = question.flaw;
    question.answer.completeExceptionally(
        flaw == null
            ? new RefusedException(OnboardingErrors.RADIUS_SILENT, server.toString())
            : new RefusedException(OnboardingErrors.RADIUS_FORGED, server + ": " + flaw));
  }

  private void take(byte[] datagram) {
    Optional<RadiusPacket> parsed = RadiusPacket.parse(datagram);
    if (parsed.isEmpty()) {
      return;
    }
    RadiusPacket packet = parsed.get();
    Question question;
    synchronized (open) {
      question = open.get(packet.id());
      if (question == null) {
        return; // a repeated answer, or nobody's
      }
      Optional<String> flaw = Authenticity.flaw(datagram, packet, question.authenticator, secret);
      if (flaw.isPresent()) {
        // RFC 2865 §3: silently discarded; the authentic one may still come
        question.flaw = flaw.get();
        return;
      }
      open.remove(packet.id());
      if (question.timer != null) {
        question.timer.cancel(false);
      }
    }
    Optional<Bytes> msk =
        packet.code() == RadiusPacket.ACCESS_ACCEPT
            ? MppeKeys.msk(packet, question.authenticator, secret)
            : Optional.empty();
    question.answer.complete(new RadiusAnswer(packet, msk, index));
  }

  @Override
  public void close() {
    receiver.close();
    List<Question> left;
    synchronized (open) {
      left = List.copyOf(open.values());
      open.clear();
    }
    left.forEach(this::giveUp);
  }
}
