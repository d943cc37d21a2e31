package org.wardgate.platform.felix.mqtt;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.api.platform.Secrets;

/**
 * The cloud link over MQTT 3.1.1, quality of service 1. It stores nothing: the journal does. It
 * comes back by itself, after 1 s at first and 60 s at most. Topics are {@code prefix/gateway
 * id/topic}. Thread-safe; never blocks the caller.
 */
@Component(
    name = MqttCloudLink.PID,
    configurationPid = MqttCloudLink.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + MqttCloudLink.PID,
    service = {CloudLink.class, ConfigurableComponent.class})
@Designate(ocd = MqttConfiguration.class)
public final class MqttCloudLink implements CloudLink, ConfigurableComponent {
  /** Component name and configuration PID. */
  static final String PID = "org.wardgate.platform.felix.mqtt";

  private static final Logger LOG = LoggerFactory.getLogger(MqttCloudLink.class);
  private static final char[] NONE = {};
  private static final Set<String> SAFE_BY_DEFAULT = Set.of("keepAliveSeconds");

  private final GatewayIdentity identity;
  private final Secrets secrets;
  private final Configured<Optional<MqttSettings>> settings;
  private final Inbound inbound = new Inbound(this::answer);
  private volatile Optional<MqttSession> session = Optional.empty();

  /**
   * Starts to connect. To another broker than the configured one nothing is sent: while that is
   * refused the link stays closed.
   */
  @Activate
  public MqttCloudLink(
      Map<String, Object> properties,
      @Reference GatewayIdentity identity,
      @Reference ConfigurationReports reports,
      @Reference Secrets secrets) {
    this.identity = identity;
    this.secrets = secrets;
    this.settings = new Configured<>(PID, reports, Optional.empty());
    take(Configured.first(PID, reports, properties, MqttSettings::of).tolerating(SAFE_BY_DEFAULT));
  }

  /** Connects anew if anything changed. */
  @Modified
  void updated(Map<String, Object> properties) {
    take(MqttSettings.of(properties));
  }

  private void take(Parsed<MqttSettings> wanted) {
    settings.change(wanted.map(Optional::of), fresh -> connect(fresh.orElseThrow()));
  }

  private void connect(MqttSettings wanted) throws RefusedException {
    MqttSession fresh = session(wanted);
    Optional<MqttSession> old = session;
    session = Optional.of(fresh);
    old.ifPresent(MqttSession::close);
    fresh.start();
  }

  /** Ends the connection; what is outstanding fails. */
  @Deactivate
  public void deactivate() {
    session.ifPresent(MqttSession::close);
  }

  @Override
  public boolean connected() {
    return session.flatMap(MqttSession::connection).isPresent();
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    if (message.length() > MESSAGE_MAX_BYTES) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              PlatformErrors.MESSAGE_TOO_LARGE,
              message.length() + " bytes, at most " + MESSAGE_MAX_BYTES));
    }
    Optional<MqttConnection> connection = session.flatMap(MqttSession::connection);
    Optional<MqttSettings> known = settings.get();
    if (connection.isEmpty() || known.isEmpty()) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              PlatformErrors.CLOUD_UNREACHABLE,
              known.map(MqttSettings::broker).map(String::valueOf).orElse("no broker")
                  + ": not connected"));
    }
    return connection.get().publish(prefix(known.get()) + topic, message.toArray());
  }

  /** Whoever takes messages of a topic. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindHandler(CloudMessageHandler handler, Map<String, Object> properties) {
    Object topic = properties.get(CloudMessageHandler.TOPIC);
    if (inbound.add(handler, topic)) {
      session.ifPresent(open -> open.subscribe(String.valueOf(topic)));
    }
  }

  /** Its messages are not delivered any more; the broker keeps what it has. */
  void unbindHandler(CloudMessageHandler handler) {
    inbound.remove(handler);
  }

  private void answer(String topic, Bytes answer) {
    CompletionStage<Void> unused =
        publish(topic, answer)
            .exceptionally(
                failure -> {
                  LOG.warn("An answer is lost: {}", failure.getMessage());
                  return null;
                });
  }

  private String prefix(MqttSettings known) {
    return known.topicPrefix() + "/" + identity.gatewayId() + "/";
  }

  private MqttSession session(MqttSettings wanted) throws RefusedException {
    char[] password = wanted.password().isEmpty() ? NONE : secrets.reveal(wanted.password());
    try {
      return new MqttSession(
          wanted,
          password,
          "wardgate-" + identity.gatewayId(),
          new Backoff(new Random()),
          prefix(wanted),
          inbound);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
