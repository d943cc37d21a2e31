package org.wardgate.platform.kura.cloud;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
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
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;

/**
 * The gateway's cloud link. It is always there; without a publisher it is not connected. Its
 * ranking makes it the one that is taken unless another one is selected. Thread-safe.
 */
@Component(
    name = KuraCloudLink.PID,
    configurationPid = KuraCloudLink.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = {"service.pid=" + KuraCloudLink.PID, "service.ranking:Integer=100"},
    service = {CloudLink.class, ConfigurableComponent.class})
@Designate(ocd = LinkForm.class)
public final class KuraCloudLink implements CloudLink, ConfigurableComponent {
  static final String PID = "org.wardgate.platform.kura.link";

  private final LinkCore core;

  /** Waits for the publisher. */
  @Activate
  public KuraCloudLink(
      Map<String, Object> properties,
      @Reference GatewayIdentity identity,
      @Reference ConfigurationReports reports) {
    this.core =
        new LinkCore(
            LinkForm.class,
            PID,
            properties,
            identity.gatewayId(),
            reports,
            Clock.systemUTC(),
            System::nanoTime);
    core.start();
  }

  @Modified
  void updated(Map<String, Object> properties) {
    core.updated(properties);
  }

  @Deactivate
  void deactivate() {
    core.close();
  }

  @Reference(
      name = "publishers",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindPublisher(CloudPublisher publisher, Map<String, Object> properties) {
    core.publishers().offered(publisher, properties);
  }

  void updatedPublisher(CloudPublisher publisher, Map<String, Object> properties) {
    core.publishers().offered(publisher, properties);
  }

  void unbindPublisher(CloudPublisher publisher) {
    core.publishers().gone(publisher);
  }

  @Override
  public boolean connected() {
    return core.link().connected();
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    return core.link().publish(topic, message);
  }
}
