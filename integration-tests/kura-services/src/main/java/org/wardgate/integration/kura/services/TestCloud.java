package org.wardgate.integration.kura.services;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.cloudconnection.listener.CloudConnectionListener;
import org.eclipse.kura.cloudconnection.listener.CloudDeliveryListener;
import org.eclipse.kura.cloudconnection.message.KuraMessage;
import org.eclipse.kura.cloudconnection.publisher.CloudNotificationPublisher;
import org.eclipse.kura.cloudconnection.request.RequestHandler;
import org.eclipse.kura.cloudconnection.request.RequestHandlerContext;
import org.eclipse.kura.cloudconnection.request.RequestHandlerMessageConstants;
import org.eclipse.kura.cloudconnection.request.RequestHandlerRegistry;
import org.eclipse.kura.cloudconnection.subscriber.CloudSubscriber;
import org.eclipse.kura.cloudconnection.subscriber.listener.CloudSubscriberListener;
import org.eclipse.kura.message.KuraPayload;

/** A cloud connection: confirms what it takes, on its own thread, unless it is lost. */
final class TestCloud
    implements CloudNotificationPublisher, CloudSubscriber, RequestHandlerRegistry {
  private final List<CloudConnectionListener> connections = new CopyOnWriteArrayList<>();
  private final List<CloudDeliveryListener> deliveries = new CopyOnWriteArrayList<>();
  private final List<CloudSubscriberListener> subscribers = new CopyOnWriteArrayList<>();
  private final Map<String, RequestHandler> handlers = new ConcurrentHashMap<>();
  private final List<String> bodies = new ArrayList<>();
  private final ExecutorService thread;
  private boolean connected = true;

  TestCloud(ExecutorService thread) {
    this.thread = thread;
  }

  @Override
  public synchronized String publish(KuraMessage message) throws KuraException {
    if (!connected) {
      throw KuraException.internalError("not connected");
    }
    byte[] body = message.getPayload().getBody();
    bodies.add(body == null ? "" : new String(body, StandardCharsets.UTF_8));
    String id = Integer.toString(bodies.size());
    thread.execute(() -> deliveries.forEach(l -> l.onMessageConfirmed(id)));
    return id;
  }

  synchronized List<String> published() {
    return List.copyOf(bodies);
  }

  void connected(boolean now) {
    synchronized (this) {
      connected = now;
    }
    Consumer<CloudConnectionListener> news =
        now
            ? CloudConnectionListener::onConnectionEstablished
            : CloudConnectionListener::onConnectionLost;
    connections.forEach(news);
  }

  void deliver(byte[] body) {
    KuraPayload payload = new KuraPayload();
    payload.setBody(body);
    subscribers.forEach(l -> l.onMessageArrived(new KuraMessage(payload)));
  }

  String request(String application, String method, List<String> arguments, byte[] body)
      throws KuraException {
    RequestHandler handler = handlers.get(application);
    if (handler == null) {
      return "404 ";
    }
    KuraPayload payload = new KuraPayload();
    payload.setBody(body);
    KuraMessage request =
        new KuraMessage(
            payload, Map.of(RequestHandlerMessageConstants.ARGS_KEY.value(), arguments));
    RequestHandlerContext context = new RequestHandlerContext(this, Map.of());
    KuraMessage response =
        switch (method) {
          case "GET" -> handler.doGet(context, request);
          case "PUT" -> handler.doPut(context, request);
          case "POST" -> handler.doPost(context, request);
          case "DEL" -> handler.doDel(context, request);
          default -> handler.doExec(context, request);
        };
    KuraPayload answer = response.getPayload();
    byte[] text = answer.getBody();
    return answer.getMetric("response.code")
        + " "
        + (text == null ? "" : new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public void registerRequestHandler(String id, RequestHandler requestHandler)
      throws KuraException {
    if (handlers.putIfAbsent(id, requestHandler) != null) {
      throw KuraException.internalError("there is a handler for " + id);
    }
  }

  @Override
  public void unregister(String id) {
    handlers.remove(id);
  }

  @Override
  public void registerCloudConnectionListener(CloudConnectionListener listener) {
    connections.add(listener);
  }

  @Override
  public void unregisterCloudConnectionListener(CloudConnectionListener listener) {
    connections.remove(listener);
  }

  @Override
  public void registerCloudDeliveryListener(CloudDeliveryListener listener) {
    deliveries.add(listener);
  }

  @Override
  public void unregisterCloudDeliveryListener(CloudDeliveryListener listener) {
    deliveries.remove(listener);
  }

  @Override
  public void registerCloudSubscriberListener(CloudSubscriberListener listener) {
    subscribers.add(listener);
  }

  @Override
  public void unregisterCloudSubscriberListener(CloudSubscriberListener listener) {
    subscribers.remove(listener);
  }
}
