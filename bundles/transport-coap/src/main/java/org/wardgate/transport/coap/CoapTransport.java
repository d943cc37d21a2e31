package org.wardgate.transport.coap;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.DeviceId;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerKeys;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.api.transport.DeviceChannel;
import org.wardgate.api.transport.DeviceChannels;
import org.wardgate.api.transport.Peer;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.SessionGate;
import org.wardgate.api.transport.SessionListener;

/**
 * The CoAPS transport of the ward. Opens its endpoint when there is a credential to show and
 * somebody to authenticate peers; handlers and listeners come and go while it serves. Thread-safe.
 */
@Component(
    name = CoapTransport.PID,
    configurationPid = CoapTransport.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + CoapTransport.PID,
    service = {DeviceChannels.class, ConfigurableComponent.class})
@Designate(ocd = CoapTransportConfig.class)
public final class CoapTransport implements DeviceChannels, ConfigurableComponent {
  /** Name of the component and of its configuration. */
  public static final String PID = "org.wardgate.transport.coap";

  private static final String DIRECTORY = "transport-coap";
  private static final String SESSIONS_FILE = "sessions";

  private final Slot<GatewayCredential> credential = new Slot<>();
  private final Slot<PeerAuthenticator> authenticator = new Slot<>();
  private final KeyServices keys = new KeyServices();
  private final Slot<CertificateStatus> certificateStatus = new Slot<>();
  private final Slot<Inventory> inventory = new Slot<>();
  private final HandlerRegistry handlers = new HandlerRegistry();
  private final SessionAnnouncer announcer = new SessionAnnouncer();
  private final Slot<SessionGate> gate = new Slot<>();
  private final ConfigurationReports reports;
  private final Configured<TransportSettings> configured;
  private final EndpointKeeper keeper;

  /** What is refused of the newest configuration. */
  private volatile List<Refusal> standing;

  /** Keeps sessions over a restart. */
  @Activate
  public CoapTransport(
      @Reference KeyVault vault,
      @Reference DataDirectory directories,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    this(
        properties,
        reports,
        ageMax ->
            Optional.of(
                new SessionArchive(
                    directories.directory(DIRECTORY).resolve(SESSIONS_FILE),
                    vault,
                    Clock.systemUTC(),
                    ageMax)));
  }

  /** Keeps nothing over a restart. */
  public CoapTransport(Map<String, Object> properties, ConfigurationReports reports) {
    this(properties, reports, ageMax -> Optional.empty());
  }

  private CoapTransport(
      Map<String, Object> properties,
      ConfigurationReports reports,
      Function<Duration, Optional<SessionArchive>> archive) {
    Parsed<TransportSettings> first =
        Configured.first(PID, reports, properties, TransportSettings::of);
    this.reports = reports;
    standing = first.reported();
    configured = new Configured<>(PID, reports, first);
    keeper =
        new EndpointKeeper(
            first.value().coaps(),
            new CoapsEndpoint.Parts(
                credential::get,
                authenticator::get,
                keys,
                certificateStatus::get,
                inventory::get,
                handlers,
                announcer,
                new Door(gate::get),
                new Closures(),
                Clock.systemUTC()),
            archive,
            EndpointKeeper.GRACE,
            EndpointKeeper.PATIENCE,
            this::report);
    if (!TransportSettings.whereIsKnown(first, "port")) {
      keeper.hold();
    }
  }

  private void report(Optional<RefusedException> trouble) {
    List<Refusal> refusals = new ArrayList<>(standing);
    trouble.ifPresent(cause -> refusals.add(new Refusal("port", "", cause)));
    if (refusals.isEmpty()) {
      reports.accepted(PID);
    } else {
      reports.refused(PID, refusals);
    }
  }

  /** Takes another configuration; a bad one is refused and the last good one stays. */
  @Modified
  public void modified(Map<String, Object> properties) {
    Parsed<TransportSettings> candidate = TransportSettings.of(properties);
    standing = candidate.refusals();
    var unused = configured.change(candidate, next -> keeper.change(next.coaps()));
    if (candidate.good()) {
      keeper.go();
    }
  }

  /** Closes the endpoint and ends its threads. */
  @Deactivate
  public void deactivate() {
    keeper.stop();
  }

  /** Called with the credential to show to peers. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindCredential(GatewayCredential service) {
    credential.fill(service);
    keeper.reconsider();
  }

  /** Called when the credential goes. */
  public void unbindCredential(GatewayCredential service) {
    credential.clear(service);
    keeper.reconsider();
  }

  /** Called with who authenticates peers. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindAuthenticator(PeerAuthenticator service) {
    authenticator.fill(service);
    keeper.reconsider();
  }

  /** Called when the authenticator goes. */
  public void unbindAuthenticator(PeerAuthenticator service) {
    authenticator.clear(service);
    keeper.reconsider();
  }

  /** Called with everybody who knows keys that devices share with this gateway. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindKeys(PeerKeys service) {
    keys.add(service);
  }

  /** Called when one of them goes. */
  public void unbindKeys(PeerKeys service) {
    keys.remove(service);
  }

  /** Called with who knows what became of the ward's certificates. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindCertificateStatus(CertificateStatus service) {
    certificateStatus.fill(service);
  }

  /** Called when it goes. */
  public void unbindCertificateStatus(CertificateStatus service) {
    certificateStatus.clear(service);
  }

  /** Called with the inventory. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindInventory(Inventory service) {
    inventory.fill(service);
  }

  /** Called when it goes. */
  public void unbindInventory(Inventory service) {
    inventory.clear(service);
  }

  /** Called with every handler. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindHandler(ResourceHandler service) {
    handlers.add(service);
  }

  /** Called when a handler goes. */
  public void unbindHandler(ResourceHandler service) {
    handlers.remove(service);
  }

  /** Called with every listener. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindListener(SessionListener service) {
    announcer.add(service);
  }

  /** Called when a listener goes. */
  public void unbindListener(SessionListener service) {
    announcer.remove(service);
  }

  /** Called with who says which sessions are served. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindGate(SessionGate service) {
    gate.fill(service);
  }

  /** Called when it goes; no new session is served then. */
  public void unbindGate(SessionGate service) {
    gate.clear(service);
  }

  @Override
  public Optional<DeviceChannel> channel(DeviceId device) {
    return keeper.endpoint().flatMap(endpoint -> endpoint.channel(device));
  }

  @Override
  public Optional<DeviceChannel> channel(Peer peer) {
    return keeper.endpoint().flatMap(endpoint -> endpoint.channel(peer));
  }

  @Override
  public void close(DeviceId device) {
    keeper.close(device);
  }

  /** Where the endpoint listens, while it is open. */
  public Optional<InetSocketAddress> address() {
    return keeper.endpoint().map(CoapsEndpoint::address);
  }

  /** The endpoint, while it is open. */
  Optional<CoapsEndpoint> endpoint() {
    return keeper.endpoint();
  }
}
