package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.SessionListener;
import org.wardgate.api.transport.TransportKind;

/**
 * Says who a peer is, reports strangers, and reports devices whose handshake succeeded.
 * Thread-safe.
 */
@Component(
    name = "org.wardgate.identity",
    immediate = true,
    service = {PeerAuthenticator.class, SessionListener.class})
public final class DeviceAuthenticator implements PeerAuthenticator, SessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceAuthenticator.class);

  private final Inventory inventory;
  private final EventSink events;
  private final Clock clock;
  private final Correlations correlations = new Correlations();
  private final RefusalReporter refusals;
  private final List<DeviceChannels> channels = new CopyOnWriteArrayList<>();
  private volatile List<X509Certificate> wardAnchors = List.of();
  private volatile @Nullable GatewayCredential credential;

  /** Judges by the inventory in force and reports to the sink. */
  @Activate
  public DeviceAuthenticator(@Reference Inventory inventory, @Reference EventSink events) {
    this(inventory, events, Clock.systemUTC());
  }

  DeviceAuthenticator(Inventory inventory, EventSink events, Clock clock) {
    this.inventory = inventory;
    this.events = events;
    this.clock = clock;
    this.refusals = new RefusalReporter(events, correlations, System::nanoTime);
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

  /** Called with every transport. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindChannels(DeviceChannels service) {
    channels.add(service);
  }

  /** Called when a transport goes. */
  public void unbindChannels(DeviceChannels service) {
    channels.remove(service);
  }

  @Override
  public PeerIdentity authenticate(
      List<X509Certificate> chain, String peerAddress, TransportKind kind) throws RefusedException {
    try {
      return new ChainIdentity(inventory.current(), wardAnchors, clock.instant()).of(chain);
    } catch (RefusedException e) {
      if (!chain.isEmpty()) {
        refusals.report(chain.get(0), peerAddress, kind, e.problem());
      }
      throw e;
    }
  }

  @Override
  public void established(Peer peer) {
    events
        .submit(
            new DeviceIdentified(correlations.next(), peer.identity(), peer.address(), peer.kind()))
        .exceptionally(
            error -> {
              // unheard, the device would wait for ever: let it come again
              LOG.warn("{} could not be reported: {}", peer.identity().device(), error.toString());
              channels.forEach(transport -> transport.close(peer.identity().device()));
              return null;
            });
  }

  @Override
  public void closed(Peer peer) {
    LOG.debug("Session {} of {} is gone", peer.session(), peer.identity().device());
  }
}
