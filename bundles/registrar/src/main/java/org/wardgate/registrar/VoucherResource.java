package org.wardgate.registrar;

import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.jspecify.annotations.Nullable;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.registrar.desk.Settings;
import org.wardgate.registrar.desk.VoucherDesk;
import org.wardgate.registrar.desk.VoucherReporter;
import org.wardgate.registrar.voucher.OwnIdentity;
import org.wardgate.registrar.voucher.Pledge;
import org.wardgate.registrar.voucher.PledgeRequest;
import org.wardgate.registrar.voucher.Pledges;
import org.wardgate.registrar.voucher.VoucherLimits;

/**
 * BRSKI {@code /rv}: pledges ask for their vouchers (draft-ietf-anima-constrained-voucher §6.3).
 * Thread-safe.
 */
@Component(
    name = VoucherResource.PID,
    configurationPid = VoucherResource.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + VoucherResource.PID,
    service = {ResourceHandler.class, ConfigurableComponent.class})
@Designate(ocd = RegistrarConfig.class)
public final class VoucherResource implements ResourceHandler, ConfigurableComponent {
  /** Name of component and configuration. */
  public static final String PID = "org.wardgate.registrar";

  /** Where it is. */
  static final String PATH = ".well-known/brski/rv";

  private static final long RETRY_SECONDS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(VoucherResource.class);

  private final Inventory inventory;
  private final DataDirectory data;
  private final Clock clock;
  private final VoucherReporter reporter;
  private final VoucherDesk desk;
  private final Configured<Settings> configured;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable GatewayCredential credential;

  /** Optional, because whoever decides needs the bundles of onboarding first. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable EventSink events;

  /** Serves with what is configured; defaults stand in for values that are no good. */
  @Activate
  public VoucherResource(
      @Reference Inventory inventory,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    this(inventory, data, reports, properties, Clock.systemUTC(), System::nanoTime);
  }

  VoucherResource(
      Inventory inventory,
      DataDirectory data,
      ConfigurationReports reports,
      Map<String, Object> properties,
      Clock clock,
      LongSupplier nanoTime) {
    this.inventory = inventory;
    this.data = data;
    this.clock = clock;
    this.configured =
        new Configured<>(PID, reports, properties, all -> SettingsReader.read(all, data));
    this.reporter = new VoucherReporter(() -> events, nanoTime);
    this.desk = new VoucherDesk(configured::get, reporter, clock, nanoTime);
  }

  /** For tests: what the component runtime injects. */
  void bind(GatewayCredential newCredential, EventSink newEvents) {
    credential = newCredential;
    events = newEvents;
  }

  /** Takes a new configuration for the questions to come; a bad one changes nothing. */
  @Modified
  void modified(Map<String, Object> properties) {
    if (configured.change(SettingsReader.read(properties, data))) {
      LOG.info("another configuration is in force");
    }
  }

  /** What is in force. */
  Settings settings() {
    return configured.get();
  }

  /** Ends all questions. */
  @Deactivate
  void deactivate() {
    desk.close();
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public int payloadMaxBytes() {
    return VoucherLimits.REQUEST_MAX_BYTES;
  }

  @Override
  public Map<String, String> linkAttributes() {
    return Map.of("rt", "brski.rv", "ct", String.valueOf(ContentFormat.VOUCHER_COSE));
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    if (!request.contentFormat().equals(OptionalInt.of(ContentFormat.VOUCHER_COSE))) {
      return now(Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
    }
    if (request.accept().orElse(ContentFormat.VOUCHER_COSE) != ContentFormat.VOUCHER_COSE) {
      return now(Response.empty(ResponseCode.NOT_ACCEPTABLE));
    }
    GatewayCredential current = credential;
    if (current == null) {
      return now(Response.later(RETRY_SECONDS));
    }
    PeerIdentity identity = request.peer().identity();
    OwnIdentity own = new OwnIdentity(current);
    try {
      CoseSign1 message = PledgeRequest.envelope(request.payload());
      Pledge pledge = Pledges.of(identity, inventory.current(), message);
      PledgeRequest asked =
          PledgeRequest.verified(request.payload(), message, pledge, own, clock.instant());
      return desk.ask(pledge, asked, own)
          .thenApply(
              reply -> reply.map(VoucherAnswer::of).orElseGet(() -> Response.later(RETRY_SECONDS)));
    } catch (RefusedException e) {
      LOG.warn("the voucher request of {} is refused: {}", identity.device(), e.problem().line());
      reporter.refused(identity.device(), e.problem());
      return now(VoucherAnswer.refused(e.problem()));
    }
  }

  private static CompletionStage<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
