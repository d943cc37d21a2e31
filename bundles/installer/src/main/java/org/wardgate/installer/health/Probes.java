package org.wardgate.installer.health;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the services that try what the gateway is there for. A probe that nothing of the set offers
 * is a finding; if several of the set have a name, each must answer well. Thread-safe.
 */
final class Probes {

  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);

  /** The service property with a probe's name. */
  static final String NAME = "org.wardgate.probe";

  /** Longest time for a probe, in seconds. */
  static final int ANSWER_MAX_SECONDS = 20;

  private final BundleContext context;
  private final Predicate<Bundle> ofSet;

  /** Only bundles of the set may answer: any other could say that all is well. */
  Probes(BundleContext context, Predicate<Bundle> ofSet) {
    this.context = context;
    this.ofSet = ofSet;
  }

  List<String> ask(List<String> names) {
    List<String> findings = new ArrayList<>();
    for (String name : names) {
      ask(name).forEach(what -> findings.add("probe " + name + " " + what));
    }
    return findings;
  }

  private List<String> ask(String name) {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      return List.of("has no proper name");
    }
    List<String> findings = new ArrayList<>();
    boolean asked = false;
    for (ServiceReference<?> reference : find(name)) {
      Bundle bundle = reference.getBundle();
      if (bundle == null || !ofSet.test(bundle)) {
        LOG.warn("probe {} of {} is not of the set", name, bundle);
        continue;
      }
      Object service = context.getService(reference);
      if (service instanceof Callable<?> probe) {
        asked = true;
        try {
          answer(name, probe).ifPresent(findings::add);
        } finally {
          context.ungetService(reference);
        }
      }
    }
    return asked ? findings : List.of("is missing");
  }

  @SuppressWarnings("rawtypes") // as the framework registers it
  private Collection<ServiceReference<Callable>> find(String name) {
    try {
      return context.getServiceReferences(Callable.class, "(" + NAME + "=" + name + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("a name that was checked", e);
    }
  }

  private static Optional<String> answer(String name, Callable<?> probe) {
    FutureTask<String> task = new FutureTask<>(() -> String.valueOf(probe.call()));
    Thread thread = new Thread(task, "probe-" + name);
    thread.setDaemon(true);
    thread.start();
    try {
      String answer = task.get(ANSWER_MAX_SECONDS, TimeUnit.SECONDS);
      return answer.isEmpty() ? Optional.empty() : Optional.of("says " + answer);
    } catch (ExecutionException e) {
      return Optional.of("failed: " + e.getCause());
    } catch (TimeoutException e) {
      task.cancel(true);
      return Optional.of("did not answer within " + ANSWER_MAX_SECONDS + " s");
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.of("was interrupted");
    }
  }
}
