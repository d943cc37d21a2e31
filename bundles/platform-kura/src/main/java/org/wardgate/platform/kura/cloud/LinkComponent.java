package org.wardgate.platform.kura.cloud;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.platform.kura.service.Chosen;

/**
 * What both kinds of cloud link have in common: settings, the link, and its clock. It is always
 * there; without a publisher it is not connected. Thread-safe.
 */
abstract class LinkComponent implements CloudLink, ConfigurableComponent {
  private static final long EXPIRE_SECONDS = 1;

  private final Configured<LinkSettings> settings;
  private final PublisherLink link;
  private final Chosen<CloudPublisher> publishers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "wardgate-cloud-link");
            made.setDaemon(true);
            return made;
          });

  /** Waits for the publisher. */
  LinkComponent(
      String pid, Map<String, Object> properties, String gatewayId, ConfigurationReports reports) {
    this.settings = new Configured<>(pid, reports, properties, LinkSettings::of);
    this.link = new PublisherLink(gatewayId, settings::get, Clock.systemUTC(), System::nanoTime);
    this.publishers = new Chosen<>(settings.get().target(), link::appeared, link::vanished);
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            link::expire, EXPIRE_SECONDS, EXPIRE_SECONDS, TimeUnit.SECONDS);
  }

  @Modified
  void updated(Map<String, Object> properties) {
    if (settings.change(LinkSettings.of(properties))) {
      publishers.by(settings.get().target());
    }
  }

  @Deactivate
  void deactivate(int reason) {
    thread.shutdownNow();
    link.close();
    settings.stopped(reason);
  }

  @Reference(
      name = "publishers",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindPublisher(CloudPublisher publisher, Map<String, Object> properties) {
    publishers.offered(publisher, properties);
  }

  void updatedPublisher(CloudPublisher publisher, Map<String, Object> properties) {
    publishers.offered(publisher, properties);
  }

  void unbindPublisher(CloudPublisher publisher) {
    publishers.gone(publisher);
  }

  @Override
  public boolean connected() {
    return link.connected();
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    return link.publish(topic, message);
  }
}
