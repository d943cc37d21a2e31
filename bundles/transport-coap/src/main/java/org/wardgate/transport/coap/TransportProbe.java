package org.wardgate.transport.coap;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.transport.DeviceChannels;

/**
 * Tries whether the gateway's own endpoint answers: a real DTLS handshake over the machine's own
 * UDP, by a client that shows no certificate. The endpoint has to prove that it has the gateway's
 * key, and then has to refuse. Nobody is asked who the client is, so nothing is journaled, and no
 * session begins. Thread-safe.
 */
@Component(
    name = "org.wardgate.transport.coap.probe",
    immediate = true,
    service = Callable.class,
    property = "org.wardgate.probe=transport")
public final class TransportProbe implements Callable<String> {
  private final DeviceChannels transport;
  private final GatewayCredential credential;

  /**
   * Over the endpoint.
   *
   * @param authenticator without whom no device would get in
   */
  @Activate
  public TransportProbe(
      @Reference(target = "(component.name=" + CoapTransport.PID + ")") DeviceChannels transport,
      @Reference GatewayCredential credential,
      @Reference PeerAuthenticator authenticator) {
    this.transport = transport;
    this.credential = credential;
  }

  /** What is wrong; empty if nothing is. */
  @Override
  public String call() {
    Optional<InetSocketAddress> address =
        transport instanceof CoapTransport coap ? coap.address() : Optional.empty();
    if (address.isEmpty()) {
      return "the CoAPS endpoint is not open";
    }
    if (credential.chain().isEmpty()) {
      return "the gateway has no certificate to show";
    }
    X509Certificate own = credential.chain().get(0);
    return StrangersHandshake.findings(reachable(address.get()), own);
  }

  private static InetSocketAddress reachable(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort())
        : address;
  }
}
