package org.wardgate.cloud;

import java.util.Map;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
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

  private final Journal journal;
  private final CloudLink link;
  private final Configured<CloudSettings> settings;
  private final Feed feed;

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
    this.settings = new Configured<>(PID, reports, configuration, CloudSettings::of);
    this.feed = new Feed(journal, link, identity.gatewayId(), settings::get, CursorKeeper.PRIMARY);
  }

  /** Takes another configuration for what is sent from now on. */
  @Modified
  void updated(Map<String, Object> configuration) {
    settings.change(CloudSettings.of(configuration));
  }

  /** Stops and stores the cursor. */
  @Deactivate
  public void deactivate() {
    feed.close();
  }

  @Override
  public long acknowledgedCount() {
    return feed.acknowledged();
  }

  @Override
  public long pendingCount() {
    return Math.max(0, journal.lastSequence() - feed.acknowledged());
  }

  @Override
  public boolean connected() {
    return link.connected();
  }
}
