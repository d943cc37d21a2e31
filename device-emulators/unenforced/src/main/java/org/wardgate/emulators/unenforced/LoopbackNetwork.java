package org.wardgate.emulators.unenforced;

import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.network.WardNetwork;
import org.wardgate.api.policy.NetworkBinding;

/**
 * Makes up a hardware address for every loopback address, since there is none. Sees no packets, so
 * that nobody is ever reported for scanning. Thread-safe.
 */
@Component(
    name = "org.wardgate.emulators.unenforced.network",
    service = WardNetwork.class,
    property = "wardgate.enforcing=false")
public final class LoopbackNetwork implements WardNetwork {
  @Override
  public CompletionStage<NetworkEvent> execute(NetworkIntent intent) {
    NetworkIntent.BindAddress bind = (NetworkIntent.BindAddress) intent;
    return CompletableFuture.completedFuture(
        new NetworkEvent.AddressBound(
            bind.correlationId(),
            bind.device(),
            new NetworkBinding(bind.address(), madeUp(bind.address()))));
  }

  private static String madeUp(InetAddress address) {
    byte[] octets = address.getAddress();
    int last = octets.length - 1;
    return String.format(
        Locale.ROOT, "02:77:00:%02x:%02x:%02x", octets[last - 2], octets[last - 1], octets[last]);
  }
}
