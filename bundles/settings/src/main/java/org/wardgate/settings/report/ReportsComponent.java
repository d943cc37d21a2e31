package org.wardgate.settings.report;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.EventSink;
import org.wardgate.api.LateSink;
import org.wardgate.api.configuration.ConfigurationEvent;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.LastGood;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.settings.kept.KeptConfigurations;

/**
 * Keeps what components did not take of their configurations, says it in the log, and tells the
 * decision core; keeps what they took as a whole. Needs nothing, so that it is there before any of
 * them. Thread-safe.
 */
@Component(name = ReportsComponent.NAME, immediate = true, service = ConfigurationReports.class)
public final class ReportsComponent implements ConfigurationReports {
  /** Component name. */
  public static final String NAME = "org.wardgate.settings";

  private static final Logger LOG = LoggerFactory.getLogger(ReportsComponent.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BundleContext context;
  private final LateSink late = new LateSink();
  private final EventForwarder forwarder = new EventForwarder(PAUSE);
  private final LastGood lastGood;
  private final CurrentRefusals refusals = new CurrentRefusals();
  private final Looks considered = new Looks();

  /** For Declarative Services. */
  @Activate
  public ReportsComponent(BundleContext context) {
    this.context = context;
    this.lastGood = new KeptConfigurations(this::dataDirectory);
  }

  /** No reference of this component: what it comes from needs this one first. */
  private Optional<DataDirectory> dataDirectory() {
    return Optional.ofNullable(context.getServiceReference(DataDirectory.class))
        .map(context::getService);
  }

  @Override
  public LastGood lastGood() {
    return lastGood;
  }

  @Override
  public synchronized void refused(String pid, List<Refusal> refused) {
    String name = CurrentRefusals.name(pid);
    List<Refusal> bounded = CurrentRefusals.bounded(refused);
    if (!refusals.put(name, bounded)) {
      return;
    }
    for (Refusal refusal : bounded) {
      LOG.error("{}: {} was not taken: {}", name, refusal.property(), refusal.cause().getMessage());
    }
    forwarder.offer(
        new ConfigurationEvent.Refused(
            fresh(),
            name,
            bounded.stream()
                .map(
                    refusal ->
                        new ConfigurationEvent.RefusedValue(
                            refusal.property(), refusal.value(), refusal.cause().problem()))
                .toList()));
  }

  @Override
  public synchronized void accepted(String pid) {
    String name = CurrentRefusals.name(pid);
    if (refusals.remove(name)) {
      LOG.info("{}: the configuration was taken", name);
      forwarder.offer(new ConfigurationEvent.Accepted(fresh(), name));
    }
  }

  @Override
  public void considered(String pid) {
    considered.add(CurrentRefusals.name(pid));
  }

  @Override
  public long consideredCount(String pid) {
    return considered.count(CurrentRefusals.name(pid));
  }

  @Override
  public List<Refused> current() {
    return refusals.all();
  }

  /**
   * The decision core is there. It is fetched when there is something to tell it, not now: nothing
   * that it needs may wait for it.
   */
  @Reference(
      service = EventSink.class,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindDecision(ServiceReference<EventSink> reference) {
    forwarder.tell(late.appeared(reference, () -> context.getService(reference)));
  }

  /** The decision core went away. */
  void unbindDecision(ServiceReference<EventSink> reference) {
    late.vanished(reference);
  }

  /** Tells nobody any more. */
  @Deactivate
  void deactivate() {
    forwarder.close();
  }

  private static CorrelationId fresh() {
    return new CorrelationId("configuration-" + UUID.randomUUID());
  }
}
