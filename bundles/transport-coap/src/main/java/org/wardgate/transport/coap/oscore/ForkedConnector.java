package org.wardgate.transport.coap.oscore;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.californium.elements.Connector;
import org.eclipse.californium.elements.EndpointContext;
import org.eclipse.californium.elements.EndpointContextMatcher;
import org.eclipse.californium.elements.MessageCallback;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.elements.RawDataChannel;
import org.jspecify.annotations.Nullable;

/** One of the two ends of a {@link UdpFork}. Thread-safe. */
final class ForkedConnector implements Connector {
  private final Users users;
  private final Consumer<RawData> send;
  private volatile @Nullable RawDataChannel receiver;

  /** Opens the socket for the first who wants it and closes it after the last. */
  static final class Users {
    private final Connector udp;
    private final Set<ForkedConnector> started = new HashSet<>();

    Users(Connector udp) {
      this.udp = udp;
    }

    private synchronized void start(ForkedConnector user) throws IOException {
      if (started.isEmpty()) {
        udp.start();
      }
      started.add(user);
    }

    private synchronized void stop(ForkedConnector user) {
      if (started.remove(user) && started.isEmpty()) {
        udp.stop();
      }
    }

    private synchronized boolean isStarted(ForkedConnector user) {
      return started.contains(user);
    }
  }

  /** Tells the message CoAP made what becomes of the datagram that went out in its place. */
  record Callback(RawData message, EndpointContext context) implements MessageCallback {
    @Override
    public void onConnecting() {
      message.onConnecting();
    }

    @Override
    public void onDtlsRetransmission(int flight) {
      message.onDtlsRetransmission(flight);
    }

    @Override
    public void onContextEstablished(EndpointContext udpContext) {
      message.onContextEstablished(context);
    }

    @Override
    public void onSent() {
      message.onSent();
    }

    @Override
    public void onError(Throwable error) {
      message.onError(error);
    }
  }

  ForkedConnector(Users users, Consumer<RawData> send) {
    this.users = users;
    this.send = send;
  }

  void deliver(RawData raw) {
    RawDataChannel channel = receiver;
    if (channel != null && isRunning()) {
      channel.receiveData(raw);
    }
  }

  @Override
  public void start() throws IOException {
    users.start(this);
  }

  @Override
  public void stop() {
    users.stop(this);
  }

  @Override
  public void destroy() {
    stop();
  }

  @Override
  public void send(RawData message) {
    send.accept(message);
  }

  @Override
  public void setRawDataReceiver(@Nullable RawDataChannel messageHandler) {
    receiver = messageHandler;
  }

  @Override
  public void setEndpointContextMatcher(@Nullable EndpointContextMatcher matcher) {
    // what may be sent is decided by the session of each message
  }

  @Override
  public InetSocketAddress getAddress() {
    return users.udp.getAddress();
  }

  @Override
  public String getProtocol() {
    return users.udp.getProtocol();
  }

  @Override
  public boolean isRunning() {
    return users.isStarted(this);
  }

  @Override
  public void processDatagram(DatagramPacket datagram) {
    users.udp.processDatagram(datagram);
  }
}
