package org.wardgate.platform.kura.cloud;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.platform.kura.service.Chosen;

/** What both kinds of cloud link have in common: settings, the link, and its clock. Thread-safe. */
final class LinkCore implements AutoCloseable {
  private static final long EXPIRE_SECONDS = 1;

  private final Class<? extends Annotation> form;
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

  LinkCore(
      Class<? extends Annotation> form,
      String pid,
      Map<String, ?> properties,
      String gatewayId,
      ConfigurationReports reports,
      Clock clock,
      LongSupplier nanoTime) {
    this.form = form;
    this.settings = new Configured<>(pid, reports, LinkSettings.of(form, properties));
    this.link = new PublisherLink(gatewayId, settings::get, clock, nanoTime);
    this.publishers = new Chosen<>(settings.get().target(), link::appeared, link::vanished);
  }

  void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            link::expire, EXPIRE_SECONDS, EXPIRE_SECONDS, TimeUnit.SECONDS);
  }

  void updated(Map<String, ?> properties) {
    if (settings.change(LinkSettings.of(form, properties))) {
      publishers.by(settings.get().target());
    }
  }

  PublisherLink link() {
    return link;
  }

  /** Those that there are. */
  Chosen<CloudPublisher> publishers() {
    return publishers;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    link.close();
  }
}
