package org.wardgate.cloud;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.view.CloudStatus;

/** Follows the journal with the cursor {@code cloud} and says how far the cloud has come. */
@Component(
    name = CloudSync.PID,
    configurationPid = CloudSync.PID,
    immediate = true,
    service = CloudStatus.class)
@Designate(ocd = CloudConfiguration.class)
public final class CloudSync implements CloudStatus {
  static final String PID = "org.wardgate.cloud";

  private static final Logger LOG = LoggerFactory.getLogger(CloudSync.class);
  private static final CloudSettings USUAL =
      new CloudSettings("journal", CloudSettings.WINDOW_MAX_COUNT);
  private static final long END_WAIT_SECONDS = 3;

  private final Journal journal;
  private final CloudLink link;
  private final ThreadLoop loop = new ThreadLoop();
  private final Follower follower;
  private final Journal.Subscription subscription;
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Starts to follow. A configuration that is wrong is logged; the usual values hold then. */
  @Activate
  public CloudSync(
      CloudConfiguration configuration,
      @Reference Journal journal,
      @Reference CloudLink link,
      @Reference GatewayIdentity identity) {
    this.journal = journal;
    this.link = link;
    this.follower =
        new Follower(journal, link, identity.gatewayId(), settings(configuration), loop);
    loop.execute(follower::start);
    this.subscription = journal.listen(sequence -> wake());
  }

  /** Stops and stores the cursor. */
  @Deactivate
  public void deactivate() {
    subscription.close();
    CompletableFuture<Void> stored = new CompletableFuture<>();
    loop.execute(() -> follower.end(stored));
    try {
      stored.get(END_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("the cloud cursor was not stored; some records will be sent twice", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.close();
  }

  @Override
  public long acknowledgedCount() {
    return follower.acknowledged();
  }

  @Override
  public long pendingCount() {
    return Math.max(0, journal.lastSequence() - follower.acknowledged());
  }

  @Override
  public boolean connected() {
    return link.connected();
  }

  // many records may be appended before the loop comes to it: one task is enough
  private void wake() {
    if (woken.compareAndSet(false, true)) {
      loop.execute(
          () -> {
            woken.set(false);
            follower.advance();
          });
    }
  }

  private static CloudSettings settings(CloudConfiguration configuration) {
    try {
      return CloudSettings.of(configuration);
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line());
      return USUAL;
    }
  }
}
