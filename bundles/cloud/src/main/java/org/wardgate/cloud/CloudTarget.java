package org.wardgate.cloud;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;

/**
 * One more cloud that the journal is sent to, with a cursor of its own; there may be several. What
 * the first one does is not changed by it.
 */
@Component(
    name = CloudTarget.PID,
    configurationPid = CloudTarget.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = ConfigurableComponent.class)
@Designate(ocd = TargetConfiguration.class, factory = true)
public final class CloudTarget implements ConfigurableComponent {
  /** Component name and factory PID. */
  static final String PID = "org.wardgate.cloud.target";

  private static final String KURA_NAME = "kura.service.pid";
  private static final String INSTANCE = "service.pid";
  private static final int CURSOR_DIGITS = 16;

  private final Configured<TargetSettings> settings;
  private final ChosenLink links;
  private final Feed feed;

  /** Starts to follow; for values that are refused the defaults stand in. */
  @Activate
  public CloudTarget(
      Map<String, Object> configuration,
      @Reference ConfigurationReports reports,
      @Reference Journal journal,
      @Reference GatewayIdentity identity) {
    String instance = instance(configuration);
    this.settings = new Configured<>(instance, reports, configuration, TargetSettings::of);
    this.links = new ChosenLink(() -> settings.get().link());
    this.feed =
        new Feed(
            journal,
            links,
            identity.gatewayId(),
            () -> settings.get().sending(),
            cursorName(instance));
  }

  /**
   * What operators call it. Where Kura makes instances anew at each start, {@code service.pid} is
   * another one each time.
   */
  static String instance(Map<String, Object> configuration) {
    return String.valueOf(
        configuration.getOrDefault(KURA_NAME, configuration.getOrDefault(INSTANCE, PID)));
  }

  /** The instance's own, whatever characters its name has. */
  static String cursorName(String instance) {
    String digest = Bytes.of(instance.getBytes(StandardCharsets.UTF_8)).sha256().hex();
    return "cloud-" + digest.substring(0, CURSOR_DIGITS);
  }

  /** Takes another configuration for what is sent from now on. */
  @Modified
  void updated(Map<String, Object> configuration) {
    boolean unused = settings.change(TargetSettings.of(configuration));
  }

  @Reference(
      name = "links",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindLink(CloudLink link, Map<String, Object> properties) {
    links.offered(link, properties);
  }

  void updatedLink(CloudLink link, Map<String, Object> properties) {
    links.offered(link, properties);
  }

  void unbindLink(CloudLink link) {
    links.gone(link);
  }

  /** Stops and stores the cursor. */
  @Deactivate
  public void deactivate(int reason) {
    feed.close();
    settings.stopped(reason);
  }
}
