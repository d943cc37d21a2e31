package org.wardgate.enforcement.nft;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.error.RefusedException;

/** What one configuration made: a thread that changes rules, and what it works with. */
final class Running {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);
  private static final Path IPV4_INTERFACES = Path.of("/proc/sys/net/ipv4/conf");

  private final NftSettings settings;
  private final Applier applier;
  private final EnforcementWorker worker;
  private final Thread thread;

  private Running(NftSettings settings, Applier applier, EnforcementWorker worker, Thread thread) {
    this.settings = settings;
    this.applier = applier;
    this.worker = worker;
    this.thread = thread;
  }

  /**
   * Starts in the background.
   *
   * @param names what an earlier run knew of them
   */
  static Running start(NftSettings settings, NameBook names, Consumer<EnforcementEvent> events) {
    Kernel kernel = kernel(settings);
    WardTable empty = new WardTable(settings, System::nanoTime, names);
    Applier applier = new Applier(kernel, empty, Clock.systemUTC());
    EnforcementWorker worker =
        new EnforcementWorker(kernel, applier, events, System::nanoTime, settings.watchPeriod());
    Thread thread = new Thread(worker, "wardgate-enforcement");
    thread.setDaemon(true);
    thread.start();
    return new Running(settings, applier, worker, thread);
  }

  /**
   * Tries whether a configuration works, and raises its barrier before anything else is given up.
   *
   * @throws RefusedException if it does not
   */
  static void check(NftSettings settings) throws RefusedException {
    barrier(settings).raise();
    NftChild.start(settings.nftCommand(), settings.commandTimeout()).close();
  }

  /** A table under a name that is no longer ours must not let anything pass. */
  static void abandon(NftSettings settings) {
    try (Kernel kernel = kernel(settings)) {
      kernel.abandon();
    } catch (RefusedException e) {
      LOG.error("table {} is still there: {}", settings.tableName(), e.getMessage());
    }
  }

  static RoutingBarrier barrier(NftSettings settings) {
    ReversePath reversePath = new ReversePath(IPV4_INTERFACES, settings.wardInterface());
    return new RoutingBarrier(settings, new Programs(settings.commandTimeout()), reversePath);
  }

  private static Kernel kernel(NftSettings settings) {
    Programs programs = new Programs(settings.commandTimeout());
    RoutingBarrier barrier = barrier(settings);
    return new Kernel(
        settings,
        barrier,
        () -> NftChild.start(settings.nftCommand(), settings.commandTimeout()),
        new BulkLoader(settings, programs),
        new CloseLook(barrier, new FixedChains(settings, programs), new OneByOne("wardgate-look")));
  }

  NftSettings settings() {
    return settings;
  }

  EnforcementWorker worker() {
    return worker;
  }

  UsageReader usage() {
    return new UsageReader(settings, new Programs(settings.commandTimeout()));
  }

  /**
   * Ends it and waits for it.
   *
   * @return what it knew of names; nothing if it did not end in time
   */
  NameBook stop(OnStop onStop) throws InterruptedException {
    worker.stop(onStop);
    thread.join(settings.commandTimeout().toMillis());
    return thread.isAlive() ? new NameBook() : applier.truth().names();
  }
}
