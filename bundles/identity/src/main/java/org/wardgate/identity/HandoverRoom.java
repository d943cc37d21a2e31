package org.wardgate.identity;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverAccepted;
import org.wardgate.api.onboarding.OnboardingEvent.HandoverSigned;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.SignHandover;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;

/** Signs handovers of devices that leave, and takes those of devices that come. Thread-safe. */
@Component(
    name = "org.wardgate.identity.handover",
    immediate = true,
    service = {OnboardingPort.class, HandoverDesk.class, AcceptedHandovers.class})
public final class HandoverRoom implements OnboardingPort, HandoverDesk, AcceptedHandovers {
  /** Handovers that wait for their signature. */
  static final int WAITING_MAX_COUNT = 256;

  private static final String FILE = "handovers.cbor";
  private static final Logger LOG = LoggerFactory.getLogger(HandoverRoom.class);

  private final Inventory inventory;
  private final String gatewayId;
  private final HandoverBook book;
  private final Clock clock;
  private final Executor signing;
  private final Correlations correlations = new Correlations();
  private final SecureRandom random = new SecureRandom();

  /** Optional, because whoever decides may need this room first. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EventSink events;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable GatewayCredential credential;

  /** Opens the book of handovers. */
  @Activate
  public HandoverRoom(
      @Reference Inventory inventory,
      @Reference GatewayIdentity gateway,
      @Reference DataDirectory data) {
    this(
        inventory,
        gateway.gatewayId(),
        HandoverBook.open(data.directory("identity").resolve(FILE)),
        Clock.systemUTC(),
        signer());
  }

  HandoverRoom(
      Inventory inventory, String gatewayId, HandoverBook book, Clock clock, Executor signing) {
    this.inventory = inventory;
    this.gatewayId = gatewayId;
    this.book = book;
    this.clock = clock;
    this.signing = signing;
  }

  /** One thread: a key in a token may take its time. */
  private static ExecutorService signer() {
    return new ThreadPoolExecutor(
        0,
        1,
        30,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(WAITING_MAX_COUNT),
        task -> {
          Thread thread = new Thread(task, "wardgate-handover");
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Sets what the component runtime sets otherwise. */
  HandoverRoom with(EventSink sink, @Nullable GatewayCredential own) {
    events = sink;
    credential = own;
    return this;
  }

  /** Signs no more. */
  @Deactivate
  void deactivate() {
    if (signing instanceof ExecutorService service) {
      service.shutdownNow();
    }
  }

  @Override
  public boolean takes(OnboardingIntent intent) {
    return intent instanceof SignHandover;
  }

  @Override
  public void execute(OnboardingIntent intent) {
    if (intent instanceof SignHandover order) {
      try {
        signing.execute(() -> report(signed(order)));
      } catch (RejectedExecutionException e) {
        report(refused(order, HandoverDocument.refused("too many are to be signed")));
      }
    }
  }

  private HandoverSigned signed(SignHandover order) {
    try {
      return new HandoverSigned(
          order.correlationId(), order.device(), Optional.of(sign(order)), Optional.empty());
    } catch (RefusedException e) {
      return refused(order, e);
    }
  }

  private static HandoverSigned refused(SignHandover order, RefusedException why) {
    Problem problem = why.problem();
    return new HandoverSigned(
        order.correlationId(), order.device(), Optional.empty(), Optional.of(problem));
  }

  private Bytes sign(SignHandover order) throws RefusedException {
    GatewayCredential own = credential;
    if (own == null) {
      throw new RefusedException(OnboardingErrors.WARD_CA_ABSENT, "no key to sign with");
    }
    if (order.toGateway().equals(gatewayId)
        || !inventory.current().peerGateways().containsKey(order.toGateway())) {
      throw HandoverDocument.refused("the inventory names no gateway " + order.toGateway());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = order.validUntil().truncatedTo(ChronoUnit.SECONDS);
    if (!end.isAfter(now)
        || Duration.between(now, end).compareTo(HandoverDocument.VALIDITY_MAX) > 0) {
      throw HandoverDocument.refused("valid until " + end + ", allowed 24 hours");
    }
    byte[] id = new byte[Handover.ID_BYTES];
    random.nextBytes(id);
    Bytes document =
        HandoverDocument.sign(
            new Handover(
                Bytes.of(id),
                order.device(),
                gatewayId,
                order.toGateway(),
                order.certificateSha256(),
                order.mudUrl(),
                now,
                end),
            own);
    // who leaves does not come back by the handover that once brought it
    book.leave(order.device());
    return document;
  }

  @Override
  public DeviceId accept(Bytes document) throws RefusedException {
    Instant now = clock.instant();
    InventorySnapshot current = inventory.current();
    if (document.length() > DOCUMENT_MAX_BYTES) {
      throw HandoverDocument.refused("oversized: " + document.length() + " bytes");
    }
    Handover handover = HandoverDocument.verify(document, current, now);
    if (!handover.toGateway().equals(gatewayId)) {
      throw HandoverDocument.refused("for gateway " + handover.toGateway());
    }
    if (current.entry(handover.device()).isEmpty()) {
      throw new RefusedException(
          OnboardingErrors.NOT_IN_INVENTORY, "device " + handover.device() + ", handed over");
    }
    book.keep(handover, now);
    LOG.info("{} was handed over by {}", handover.device(), handover.fromGateway());
    report(
        new HandoverAccepted(
            correlations.next(),
            handover.device(),
            handover.fromGateway(),
            handover.mudUrl(),
            handover.validUntil()));
    return handover.device();
  }

  @Override
  public Optional<Handover> find(DeviceId device, Bytes certificateSha256, Instant at) {
    return book.find(device, certificateSha256, at);
  }

  private void report(Event event) {
    EventSink sink = events;
    if (sink == null) {
      LOG.warn("nobody decides now; not reported: {}", event);
      return;
    }
    var unused =
        sink.submit(event)
            .exceptionally(
                error -> {
                  LOG.warn("not recorded: {}", error.toString());
                  return null;
                });
  }
}
