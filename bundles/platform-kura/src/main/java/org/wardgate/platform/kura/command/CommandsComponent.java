package org.wardgate.platform.kura.command;

import java.util.Map;
import org.eclipse.kura.cloudconnection.request.RequestHandlerRegistry;
import org.eclipse.kura.cloudconnection.subscriber.CloudSubscriber;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.platform.kura.service.Chosen;
import org.wardgate.platform.kura.service.Current;

/**
 * Brings what the cloud sends to the bundles that take it: messages of a subscriber, and requests
 * at every cloud connection. Subscribers, connections and bundles come and go. Thread-safe.
 */
@Component(
    name = CommandsComponent.PID,
    configurationPid = CommandsComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + CommandsComponent.PID,
    // the last good configuration is in it
    reference = @Reference(name = "data", service = DataDirectory.class),
    service = ConfigurableComponent.class)
@Designate(ocd = CommandsForm.class)
public final class CommandsComponent implements ConfigurableComponent {
  static final String PID = "org.wardgate.platform.kura.commands";

  private static final Logger LOG = LoggerFactory.getLogger(CommandsComponent.class);
  private static final String MAIN_LINK = "(service.pid=org.wardgate.platform.kura.link)";

  private final Configured<CommandsSettings> settings;
  private final Current<CloudLink> link = new Current<>();
  private final Handlers handlers = new Handlers();
  private final Subscription subscription;
  private final Registries registries;
  private final Chosen<CloudSubscriber> subscribers;

  /** Waits for the cloud. */
  @Activate
  public CommandsComponent(
      Map<String, Object> properties, @Reference ConfigurationReports reports) {
    this.settings = new Configured<>(PID, reports, properties, CommandsSettings::of);
    this.subscription = new Subscription(handlers, settings::get, link, System::nanoTime);
    this.subscribers = new Chosen<>(settings.get().target(), this::listen, this::listenNoMore);
    this.registries = new Registries(new Requests(handlers, settings::get));
    registries.want(settings.get().requests());
  }

  @Modified
  void updated(Map<String, Object> properties) {
    if (settings.change(CommandsSettings.of(properties))) {
      subscribers.by(settings.get().target());
      registries.want(settings.get().requests());
    }
  }

  @Deactivate
  void deactivate() {
    registries.close();
  }

  @Reference(
      name = "subscribers",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindSubscriber(CloudSubscriber subscriber, Map<String, Object> properties) {
    subscribers.offered(subscriber, properties);
  }

  void updatedSubscriber(CloudSubscriber subscriber, Map<String, Object> properties) {
    subscribers.offered(subscriber, properties);
  }

  void unbindSubscriber(CloudSubscriber subscriber) {
    subscribers.gone(subscriber);
  }

  private void listen(CloudSubscriber subscriber) {
    subscriber.registerCloudSubscriberListener(subscription);
  }

  private void listenNoMore(CloudSubscriber subscriber) {
    try {
      subscriber.unregisterCloudSubscriberListener(subscription);
    } catch (RuntimeException e) {
      // one that is gone already
      LOG.debug("the subscriber was gone before its listener", e);
    }
  }

  @Reference(
      name = "RequestHandlerRegistry",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindRequestHandlerRegistry(RequestHandlerRegistry registry) {
    registries.appeared(registry);
  }

  void unbindRequestHandlerRegistry(RequestHandlerRegistry registry) {
    registries.vanished(registry);
  }

  @Reference(
      name = "CloudMessageHandler",
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void bindCloudMessageHandler(CloudMessageHandler handler, Map<String, Object> properties) {
    handlers.appeared(handler, properties);
  }

  void unbindCloudMessageHandler(CloudMessageHandler handler) {
    handlers.vanished(handler);
  }

  @Reference(
      name = "CloudLink",
      target = MAIN_LINK,
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC)
  void bindCloudLink(CloudLink service) {
    link.appeared(service);
  }

  void unbindCloudLink(CloudLink service) {
    link.vanished(service);
  }
}
