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
public final class FurtherCloudLink implements CloudLink, ConfigurableComponent {
  static final String PID = "org.wardgate.platform.kura.cloud";

  private final LinkCore core;

  /** Waits for the publisher. */
  @Activate
  public FurtherCloudLink(
      Map<String, Object> properties,
      @Reference GatewayIdentity identity,
      @Reference ConfigurationReports reports) {
    this.core =
        new LinkCore(
            FurtherLinkForm.class,
            Pids.of(properties, PID),
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
