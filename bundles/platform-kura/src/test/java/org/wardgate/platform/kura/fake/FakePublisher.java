package org.wardgate.platform.kura.fake;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.listener.CloudConnectionListener;
import org.eclipse.kura.cloudconnection.listener.CloudDeliveryListener;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.publisher.CloudPublisher;
import org.jspecify.annotations.Nullable;

/** Takes messages and confirms what it is told to. */
public final class FakePublisher implements CloudPublisher {
  /** What publishing does. */
  @FunctionalInterface
  public interface Behaviour {
    /** The message's id. */
    @Nullable String publish(KuraMessage message) throws KuraException;
  }

  public final List<KuraMessage> published = new ArrayList<>();
  private final List<CloudDeliveryListener> delivery = new ArrayList<>();
  private final List<CloudConnectionListener> connection = new ArrayList<>();
  private Behaviour behaviour = message -> "id-" + published.size();

  public void behave(Behaviour wanted) {
    behaviour = wanted;
  }

  @Override
  public @Nullable String publish(KuraMessage message) throws KuraException {
    published.add(message);
    return behaviour.publish(message);
  }

  public void confirm(String id) {
    List.copyOf(delivery).forEach(listener -> listener.onMessageConfirmed(id));
  }

  public void lose() {
    connection.forEach(CloudConnectionListener::onConnectionLost);
  }

  public void disconnect() {
    connection.forEach(CloudConnectionListener::onDisconnected);
  }

  public void connect() {
    connection.forEach(CloudConnectionListener::onConnectionEstablished);
  }

  public int listenersCount() {
    return delivery.size() + connection.size();
  }

  @Override
  public void registerCloudConnectionListener(CloudConnectionListener listener) {
    connection.add(listener);
  }

  @Override
  public void unregisterCloudConnectionListener(CloudConnectionListener listener) {
    connection.remove(listener);
  }

  @Override
  public void registerCloudDeliveryListener(CloudDeliveryListener listener) {
    delivery.add(listener);
  }

  @Override
  public void unregisterCloudDeliveryListener(CloudDeliveryListener listener) {
    delivery.remove(listener);
  }
}
