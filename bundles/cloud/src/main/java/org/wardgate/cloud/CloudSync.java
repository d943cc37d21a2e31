package org.wardgate.cloud;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.view.CloudStatus;

/**
 * Follows the journal with the cursor {@code cloud} and says how far the cloud has come. What is
 * configured counts for the next record sent; nothing is sent anew because of it.
 */
@Component(
    name = CloudSync.PID,
    configurationPid = CloudSync.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + CloudSync.PID,
    service = {CloudStatus.class, ConfigurableComponent.class})
@Designate(ocd = CloudConfiguration.class)
public final class CloudSync implements CloudStatus, ConfigurableComponent {
  /** Component name and configuration PID. */
  static final String PID = "org.wardgate.cloud";

  private static final Logger LOG = LoggerFactory.getLogger(CloudSync.class);
  private static final long END_WAIT_SECONDS = 3;

  private final Journal journal;
  private final CloudLink link;
  private final ThreadLoop loop = new ThreadLoop();
  private final Configured<CloudSettings> settings;
  private final Follower follower;
  private final Journal.Subscription subscription;
  private final AtomicBoolean woken = new AtomicBoolean();

  /** Starts to follow; for values that are refused the defaults stand in. */
  @Activate
  public CloudSync(
      Map<String, Object> configuration,
      @Reference ConfigurationReports reports,
      @Reference Journal journal,
      @Reference CloudLink link,
      @Reference GatewayIdentity identity) {
    this.journal = journal;
    this.link = link;
    this.settings = new Configured<>(PID, reports, CloudSettings.of(configuration));
    this.follower = new Follower(journal, link, identity.gatewayId(), settings::get, loop);
    loop.execute(follower::start);
    this.subscription = journal.listen(sequence -> wake());
  }

  /** Takes another configuration for what is sent from now on. */
  @Modified
  void updated(Map<String, Object> configuration) {
    settings.change(CloudSettings.of(configuration));
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
}
