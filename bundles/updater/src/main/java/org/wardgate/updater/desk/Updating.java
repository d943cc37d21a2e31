package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.updater.UpdaterSettings;
import org.wardgate.updater.files.HandOver;
import org.wardgate.updater.pack.PackageContents;
import org.wardgate.updater.resolve.PreFlight;
import org.wardgate.updater.source.HttpsServer;
import org.wardgate.updater.source.Inbox;

/** The desk with everything it needs, and the thread that follows and polls. Thread-safe. */
public final class Updating implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Updating.class);
  private static final String OWN = "desk";
  private static final long LOOK_SECONDS = 1;

  /** To try a whole package once more takes a while, and the disk may be full for long. */
  private static final long GO_ON_SECONDS = 30;

  private static final long END_MAX_SECONDS = 5;

  private final HandOver handOver;
  private final Desk desk;
  private final Follower follower;
  private final Inbox inbox;
  private final Supplier<UpdaterSettings> settings;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService thread;
  private long inboxAtNanos;
  private long goOnAtNanos;
  private List<String> problems = List.of();

  /** Why nothing is taken yet; empty as soon as all that was interrupted goes on. */
  private volatile String obstacle = "the updater is starting";

  /**
   * What the desk is made of.
   *
   * @param directory through which the installer is spoken with
   * @param anchorsFile whom signers chain to
   * @param settings those in force
   * @param decision who journals, if it is there
   * @param trial tries a package against the framework
   * @param installer refuses while nobody can exchange bundles
   * @param probesOffered names of the probes that the running set offers
   * @param ownVersion counts as the running version as long as no set is known
   * @param keptFreeBytes room on the disk that packages leave to the journal
   * @param clock of day
   * @param nanoTime monotonic
   */
  public record Parts(
      Path directory,
      Supplier<Path> anchorsFile,
      Supplier<UpdaterSettings> settings,
      Supplier<Optional<EventSink>> decision,
      Trial trial,
      Readiness installer,
      Supplier<Set<String>> probesOffered,
      Version ownVersion,
      long keptFreeBytes,
      Clock clock,
      LongSupplier nanoTime) {}

  /** Tries packages. */
  @FunctionalInterface
  public interface Trial {
    /** As {@link PreFlight#check}. */
    void check(PackageContents contents) throws RefusedException;
  }

  /** Whether an update can be begun. */
  @FunctionalInterface
  public interface Readiness {
    /** Refuses if it cannot. */
    void require() throws RefusedException;
  }

  /** Reads what is there; nothing runs yet. */
  public Updating(Parts parts) throws IOException {
    this(parts, new Intake.Disk(parts.keptFreeBytes()));
  }

  Updating(Parts parts, Intake.Room room) throws IOException {
    this.handOver = new HandOver(parts.directory());
    this.settings = parts.settings();
    this.nanoTime = parts.nanoTime();
    Path own = parts.directory().resolve(OWN);
    StepQueue queue = new StepQueue(own.resolve("steps"));
    Ledger ledger = new Ledger(new Records(own), queue, parts.clock());
    this.desk =
        new Desk(
            new Signatures(own, new Announcements(parts.anchorsFile(), parts.clock())),
            ledger,
            new Intake(own, room, parts.nanoTime()),
            new Examination(handOver, parts.ownVersion(), parts.trial()::check, parts.clock()),
            handOver,
            () -> {
              requireResumed();
              parts.installer().require();
            },
            new HttpsServer(parts.settings())::open,
            parts.settings(),
            parts.probesOffered());
    this.follower = new Follower(ledger, queue, handOver, own, parts.decision());
    this.inbox = new Inbox(handOver.inbox(), desk, People.INBOX);
    this.inboxAtNanos = nanoTime.getAsLong();
    this.goOnAtNanos = inboxAtNanos;
    guarded(this::resume, new ArrayList<>());
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, "wardgate-updater");
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Where updates are handed in. */
  public UpdateDesk desk() {
    return desk;
  }

  /** Begins to follow and to poll. */
  public void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** What cannot be read stops every update, but not the start: somebody must be able to see it. */
  private void resume() throws IOException {
    if (obstacle.isEmpty()) {
      return;
    }
    try {
      synchronized (desk) {
        follower.resume();
      }
      obstacle = "";
    } catch (IOException | RefusedException e) {
      obstacle = "what an earlier update left cannot be gone on with: " + e.getMessage();
      throw new IOException(obstacle, e);
    }
  }

  private void requireResumed() throws RefusedException {
    if (!obstacle.isEmpty()) {
      throw new RefusedException(UpdateErrors.NO_INSTALLER, obstacle);
    }
  }

  /**
   * Follows the installer and looks into the inbox if it is time. One part's problem does not keep
   * the others from being done; each problem is said once.
   */
  void look() {
    List<String> now = new ArrayList<>();
    guarded(this::resume, now);
    guarded(this::follow, now);
    guarded(this::goOn, now);
    guarded(follower::journal, now);
    guarded(this::poll, now);
    problems = List.copyOf(now);
  }

  private void follow() throws IOException {
    synchronized (desk) {
      follower.follow();
    }
  }

  private void goOn() throws IOException {
    if (nanoTime.getAsLong() - goOnAtNanos >= 0) {
      goOnAtNanos = nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(GO_ON_SECONDS);
      desk.goOn();
    }
  }

  private void poll() throws IOException {
    if (nanoTime.getAsLong() - inboxAtNanos >= 0) {
      inboxAtNanos =
          nanoTime.getAsLong() + TimeUnit.SECONDS.toNanos(settings.get().inboxPollSeconds());
      inbox.look();
    }
  }

  /** A part of a look. */
  @FunctionalInterface
  private interface Part {
    /** Once. */
    void run() throws IOException, InterruptedException;
  }

  private void guarded(Part part, List<String> now) {
    try {
      part.run();
    } catch (IOException | RuntimeException e) {
      // a task that throws is never run again
      String message = e.toString();
      now.add(message);
      if (!problems.contains(message)) {
        LOG.error("updates cannot be followed: {}", message, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops following; what lies on the disk goes on at the next start. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(END_MAX_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("the updater is still busy after {} s", END_MAX_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
