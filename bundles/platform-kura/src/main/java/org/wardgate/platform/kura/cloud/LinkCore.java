package org.wardgate.platform.kura.cloud;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;

/** What both kinds of cloud link have in common: settings, the link, and its clock. Thread-safe. */
final class LinkCore implements AutoCloseable {
  private static final long EXPIRE_SECONDS = 1;

  private final Class<? extends Annotation> form;
  private final Configured<LinkSettings> settings;
  private final PublisherLink link;
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
  }

  void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(
            link::expire, EXPIRE_SECONDS, EXPIRE_SECONDS, TimeUnit.SECONDS);
  }

  void updated(Map<String, ?> properties) {
    settings.change(LinkSettings.of(form, properties));
  }

  PublisherLink link() {
    return link;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    link.close();
  }
}
