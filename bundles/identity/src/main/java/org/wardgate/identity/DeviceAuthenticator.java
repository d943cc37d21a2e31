package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingIntent.CloseSessions;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.SessionGate;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportKind;

/**
 * Says who a peer is, reports strangers, reports devices whose handshake succeeded, and ends
 * sessions by order. Thread-safe.
 */
@Component(
    name = "org.wardgate.identity",
    immediate = true,
    service = {
      PeerAuthenticator.class,
      SessionListener.class,
      SessionGate.class,
      OnboardingPort.class
    })
public final class DeviceAuthenticator
    implements PeerAuthenticator, SessionListener, SessionGate, OnboardingPort {
  private final Inventory inventory;
  private final Clock clock;
  private final RefusalReporter refusals;
  private final RecentClosures closures;
  private final SessionWatch watch;
  private final RevocationAges ages = new RevocationAges();
  private volatile List<X509Certificate> wardAnchors = List.of();
  private volatile @Nullable GatewayCredential credential;
  private volatile @Nullable CertificateStatus status;
  private volatile AcceptedHandovers handovers = AcceptedHandovers.NONE;

  /** Judges by the inventory in force and reports to the sink. */
  @Activate
  public DeviceAuthenticator(@Reference Inventory inventory, @Reference EventSink events) {
    this(inventory, events, Clock.systemUTC(), System::nanoTime);
  }

  DeviceAuthenticator(Inventory inventory, EventSink events, Clock clock, LongSupplier nanoTime) {
    Correlations correlations = new Correlations();
    this.inventory = inventory;
    this.clock = clock;
    this.refusals = new RefusalReporter(events, correlations, nanoTime);
    this.closures = new RecentClosures(nanoTime);
    this.watch =
        new SessionWatch(
            new SessionReporter(events, correlations, nanoTime), closures, clock, nanoTime);
  }

  /** Called with the ward CA's anchors. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public synchronized void bindCredential(GatewayCredential service) {
    credential = service;
    wardAnchors = List.copyOf(service.wardAnchors());
  }

  /** Called when the anchors go. */
  public synchronized void unbindCredential(GatewayCredential service) {
    if (credential == service) {
      credential = null;
      wardAnchors = List.of();
    }
  }

  /** Called with the ward CA's memory of what it took back. Without it no LDevID counts. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public synchronized void bindStatus(CertificateStatus service) {
    status = service;
  }

  /** Called when it goes. */
  public synchronized void unbindStatus(CertificateStatus service) {
    if (status == service) {
      status = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  synchronized void bindHandovers(AcceptedHandovers service) {
    handovers = service;
  }

  synchronized void unbindHandovers(AcceptedHandovers service) {
    if (handovers == service) {
      handovers = AcceptedHandovers.NONE;
    }
  }

  /** Called with every transport. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindChannels(DeviceChannels service) {
    watch.add(service);
  }

  /** Called when a transport goes. */
  public void unbindChannels(DeviceChannels service) {
    watch.remove(service);
  }

  @Override
  public PeerIdentity authenticate(
      List<X509Certificate> chain, String peerAddress, TransportKind kind) throws RefusedException {
    try {
      return judge(chain);
    } catch (RefusedException e) {
      if (!chain.isEmpty()) {
        refusals.report(chain.get(0), peerAddress, kind, e.problem());
      }
      throw e;
    }
  }

  private PeerIdentity judge(List<X509Certificate> chain) throws RefusedException {
    Instant now = clock.instant();
    InventorySnapshot current = inventory.current();
    ages.look(current, now);
    WardTrust trust =
        new WardTrust(current, wardAnchors, Optional.ofNullable(status), handovers, now);
    PeerIdentity identity = new ChainIdentity(trust).of(chain);
    if (identity.kind() == PeerIdentity.Kind.LDEVID && closures.contains(identity.device())) {
      throw new RefusedException(
          OnboardingErrors.REVOKED, "the sessions of " + identity.device() + " were just closed");
    }
    return identity;
  }

  @Override
  public void established(Peer peer) {
    watch.established(peer);
  }

  @Override
  public void closed(Peer peer) {
    watch.closed(peer);
  }

  @Override
  public CompletionStage<Boolean> serves(Peer peer) {
    return watch.serves(peer);
  }

  @Override
  public boolean takes(OnboardingIntent intent) {
    return intent instanceof CloseSessions;
  }

  @Override
  public void execute(OnboardingIntent intent) {
    if (intent instanceof CloseSessions order) {
      watch.close(order.device());
    }
  }
}
