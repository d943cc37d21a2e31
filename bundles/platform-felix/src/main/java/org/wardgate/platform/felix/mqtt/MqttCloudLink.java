package org.wardgate.platform.felix.mqtt;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.CloudLink;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.PlatformErrors;

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
    service = CloudLink.class)
@Designate(ocd = MqttConfiguration.class)
public final class MqttCloudLink implements CloudLink {
  static final String PID = "org.wardgate.platform.felix.mqtt";

  private static final Logger LOG = LoggerFactory.getLogger(MqttCloudLink.class);

  private final GatewayIdentity identity;
  private volatile MqttSettings settings;
  private volatile MqttSession session;

  /**
   * Starts to connect.
   *
   * @throws RefusedException if the configuration is wrong
   */
  @Activate
  public MqttCloudLink(MqttConfiguration configuration, @Reference GatewayIdentity identity)
      throws RefusedException {
    this.identity = identity;
    this.settings = MqttSettings.of(configuration);
    this.session = session(settings);
    session.start();
  }

  @Modified
  void modified(MqttConfiguration configuration) {
    try {
      MqttSettings wanted = MqttSettings.of(configuration);
      MqttSession fresh = session(wanted);
      MqttSession old = session;
      settings = wanted;
      session = fresh;
      old.close();
      fresh.start();
    } catch (RefusedException e) {
      LOG.error("{}", e.problem().line());
    }
  }

  /** Ends the connection; what is outstanding fails. */
  @Deactivate
  public void deactivate() {
    session.close();
  }

  @Override
  public boolean connected() {
    return session.connection().isPresent();
  }

  @Override
  public CompletionStage<Void> publish(String topic, Bytes message) {
    if (message.length() > MESSAGE_MAX_BYTES) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              PlatformErrors.MESSAGE_TOO_LARGE,
              message.length() + " bytes, at most " + MESSAGE_MAX_BYTES));
    }
    Optional<MqttConnection> connection = session.connection();
    if (connection.isEmpty()) {
      return CompletableFuture.failedFuture(
          new RefusedException(
              PlatformErrors.CLOUD_UNREACHABLE, settings.broker() + ": not connected"));
    }
    String full = settings.topicPrefix() + "/" + identity.gatewayId() + "/" + topic;
    return connection.get().publish(full, message.toArray());
  }

  private MqttSession session(MqttSettings wanted) throws RefusedException {
    return new MqttSession(wanted, "wardgate-" + identity.gatewayId(), new Backoff(new Random()));
  }
}
