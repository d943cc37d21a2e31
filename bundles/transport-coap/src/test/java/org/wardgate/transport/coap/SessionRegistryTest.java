package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.identity.PeerIdentity;

class SessionRegistryTest {
  private static final int OF_DEVICE = 4;

  private final SessionRegistry registry =
      new SessionRegistry(new SessionLimits(1_000, OF_DEVICE, 64, 500), d -> Optional.empty());
  private int connections;

  private List<String> add(String id, String host) {
    InetSocketAddress at = new InetSocketAddress(host, 40_000 + connections);
    PeerSession session =
        new PeerSession(
            id,
            new PeerIdentity(
                PeerIdentity.Kind.LDEVID,
                new DeviceId("pump-1"),
                Bytes.EMPTY.sha256(),
                Optional.empty()));
    Connection connection = new Connection(at);
    ConnectionId connectionId = new ConnectionId(new byte[] {1, (byte) connections++});
    connection.setConnectionId(connectionId);
    session.establish(connection, at);
    return registry.add(connectionId, session).stream().map(PeerSession::id).toList();
  }

  @Test
  void theOldestAtTheSameAddressGoes() {
    for (int i = 1; i <= OF_DEVICE; i++) {
      assertThat(add("session-" + i, "10.0.0.1")).isEmpty();
    }
    assertThat(add("session-5", "10.0.0.1")).containsExactly("session-1");
  }

  @Test
  void aCopyElsewhereCannotPushTheDeviceOut() {
    assertThat(add("genuine", "10.0.0.1")).isEmpty();
    for (int i = 1; i <= OF_DEVICE; i++) {
      assertThat(add("copy-" + i, "10.0.0.2")).isEmpty();
    }
    assertThat(add("copy-5", "10.0.0.2")).containsExactly("copy-1");
  }

  @Test
  void aThirdPlaceHasToWaitUntilOneOfTheTwoIsGone() {
    add("first", "10.0.0.1");
    add("second", "10.0.0.2");
    assertThat(add("third", "10.0.0.3")).containsExactly("third");
  }
}
