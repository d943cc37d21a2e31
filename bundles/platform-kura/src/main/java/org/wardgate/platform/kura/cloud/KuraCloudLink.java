package org.wardgate.platform.kura.cloud;

import java.util.Map;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;

/**
 * The gateway's cloud link. Its ranking makes it the one that is taken unless another one is
 * selected. Thread-safe.
 */
@Component(
    name = KuraCloudLink.PID,
    configurationPid = KuraCloudLink.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = {"service.pid=" + KuraCloudLink.PID, "service.ranking:Integer=100"},
    service = {CloudLink.class, ConfigurableComponent.class})
@Designate(ocd = LinkForm.class)
public final class KuraCloudLink extends LinkComponent {
  static final String PID = "org.wardgate.platform.kura.link";

  /** Waits for the publisher. */
  @Activate
  public KuraCloudLink(
      Map<String, Object> properties,
      @Reference GatewayIdentity identity,
      @Reference ConfigurationReports reports) {
    super(PID, properties, identity.gatewayId(), reports);
  }
}
