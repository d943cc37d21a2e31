package org.wardgate.names;

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
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.api.names.WardResolver;

/** The ward's resolver as a service. Thread-safe. */
@Component(
    name = WardResolverComponent.PID,
    configurationPid = WardResolverComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    service = WardResolver.class,
    immediate = true)
@Designate(ocd = NamesConfiguration.class)
public final class WardResolverComponent implements WardResolver {
  /** Configuration PID and component name. */
  public static final String PID = "org.wardgate.names";

  private static final Logger LOG = LoggerFactory.getLogger(WardResolverComponent.class);
  private static final int STOP_MAX_MS = 5_000;

  private volatile @Nullable EventSink sink;
  private volatile Running running;

  private record Running(NamesSettings settings, Forwarder forwarder, Thread thread) {}

  /**
   * Starts; a socket that cannot be opened is tried again.
   *
   * @throws RefusedException if the configuration is not valid
   */
  @Activate
  public WardResolverComponent(NamesConfiguration configuration) throws RefusedException {
    try {
      running = start(NamesSettings.of(configuration));
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      throw e;
    }
  }

  @Modified
  void modified(NamesConfiguration configuration) throws InterruptedException {
    Running before = running;
    try {
      NamesSettings settings = NamesSettings.of(configuration);
      if (!settings.equals(before.settings())) {
        stop(before);
        running = startOr(settings, before.settings());
      }
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage()); // the last good configuration stays
    }
  }

  @Deactivate
  void deactivate() throws InterruptedException {
    stop(running);
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
    running
        .forwarder()
        .release(intent.correlationId(), intent instanceof NamesIntent.ReleaseAnswer);
  }

  /** Where it listens. */
  java.net.InetSocketAddress address() {
    return running.forwarder().address();
  }

  private Running startOr(NamesSettings settings, NamesSettings lastGood) throws RefusedException {
    try {
      return start(settings);
    } catch (RefusedException e) {
      LOG.error("{}", e.getMessage());
      return start(lastGood);
    }
  }

  private Running start(NamesSettings settings) throws RefusedException {
    Forwarder forwarder = new Forwarder(settings, this::report);
    Thread thread = Forwarder.daemon(forwarder, "wardgate-names");
    thread.start();
    return new Running(settings, forwarder, thread);
  }

  private static void stop(Running running) throws InterruptedException {
    running.forwarder().stop();
    running.thread().join(STOP_MAX_MS);
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
                running.forwarder().release(event.correlationId(), false);
              }
            });
    return true;
  }
}
