package org.wardgate.names;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
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
import org.wardgate.api.EventSink;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesErrors;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.api.names.WardResolver;
import org.wardgate.api.platform.DataDirectory;

/** The ward's resolver as a service. Thread-safe. */
@Component(
    name = WardResolverComponent.PID,
    configurationPid = WardResolverComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + WardResolverComponent.PID,
    // the last good configuration is in it
    reference = @Reference(name = "data", service = DataDirectory.class),
    service = {WardResolver.class, ConfigurableComponent.class})
@Designate(ocd = NamesConfiguration.class)
public final class WardResolverComponent implements WardResolver, ConfigurableComponent {
  /** Configuration PID and component name. */
  public static final String PID = "org.wardgate.names";

  private static final List<String> WHERE = List.of("bindAddress", "bindAddressIpv6", "port");
  private static final int STOP_MAX_MS = 5_000;

  private volatile @Nullable EventSink sink;
  private final Supplier<List<InetAddress>> system;
  private final Configured<NamesSettings> configured;
  private final Forwarder forwarder;
  private final Thread thread;

  /**
   * Starts; a socket that cannot be opened is tried again.
   *
   * @throws RefusedException if there are no sockets at all
   */
  @Activate
  public WardResolverComponent(
      @Reference ConfigurationReports reports, Map<String, Object> properties)
      throws RefusedException {
    this(reports, properties, new SystemResolvers());
  }

  WardResolverComponent(
      ConfigurationReports reports,
      Map<String, Object> properties,
      Supplier<List<InetAddress>> system)
      throws RefusedException {
    this.system = system;
    configured =
        new Configured<>(PID, reports, properties, all -> first(NamesSettings.of(all, system)));
    forwarder = new Forwarder(configured.get(), this::report);
    thread = Forwarder.daemon(forwarder, "wardgate-names");
    thread.start();
  }

  /** No default stands in for where to listen: an operator may have meant another network. */
  private static Parsed<NamesSettings> first(Parsed<NamesSettings> parsed) {
    boolean known = WHERE.stream().noneMatch(parsed::refused);
    return known ? parsed : parsed.map(NamesSettings::closed);
  }

  /** Takes another configuration; a bad one, or one that cannot be bound, changes nothing. */
  @Modified
  void modified(Map<String, Object> properties) {
    var unused = configured.change(NamesSettings.of(properties, system), this::use);
  }

  private void use(NamesSettings settings) throws RefusedException {
    try {
      forwarder.change(settings).get(STOP_MAX_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw refused;
      }
      throw new RefusedException(NamesErrors.SOCKET_FAILED, "the resolver does not change", e);
    } catch (TimeoutException e) {
      throw new RefusedException(NamesErrors.SOCKET_FAILED, "the resolver is busy", e);
    }
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    forwarder.stop();
    thread.join(STOP_MAX_MS);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSink(EventSink arrived) {
    sink = arrived;
  }

  void unbindSink(EventSink left) {
    if (sink == left) {
      sink = null;
    }
  }

  @Override
  public void execute(NamesIntent intent) {
    forwarder.release(intent.correlationId(), intent instanceof NamesIntent.ReleaseAnswer);
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return forwarder.address();
  }

  /** Without anybody who puts addresses in force, no device gets an answer. */
  private boolean report(NameResolved event) {
    EventSink current = sink;
    if (current == null) {
      return false;
    }
    current
        .submit(event)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                forwarder.release(event.correlationId(), false);
              }
            });
    return true;
  }
}
