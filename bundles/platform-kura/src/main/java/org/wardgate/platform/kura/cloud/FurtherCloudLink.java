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
 * A cloud link for a further target: an instance of a factory, selected by {@code
 * kura.service.pid}. Thread-safe.
 */
@Component(
    name = FurtherCloudLink.PID,
    configurationPid = FurtherCloudLink.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + FurtherCloudLink.PID,
    service = {CloudLink.class, ConfigurableComponent.class})
@Designate(ocd = FurtherLinkForm.class, factory = true)
public final class FurtherCloudLink extends LinkComponent {
  static final String PID = "org.wardgate.platform.kura.cloud";

  /** Waits for the publisher. */
  @Activate
  public FurtherCloudLink(
      Map<String, Object> properties,
      @Reference GatewayIdentity identity,
      @Reference ConfigurationReports reports) {
    super(Pids.of(properties, PID), properties, identity.gatewayId(), reports);
  }
}
