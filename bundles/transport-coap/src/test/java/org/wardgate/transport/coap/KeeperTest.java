package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;

class KeeperTest {
  @Test
  void waitsForAnOccupiedPort() throws IOException {
    TestWard ward;
    try (DatagramSocket other =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      ward = new TestWard(TestWard.config(other.getLocalPort(), 10, 4, 10, 10, 10));
      assertThat(ward.transport.address()).isEmpty();
    }
    assertThat(ward.address().getPort()).isPositive();
    ward.close();
  }

  @Test
  void closesWhenItsServicesStayAwayAndOpensWhenTheyReturn() {
    Slot<GatewayCredential> credential = new Slot<>();
    Slot<PeerAuthenticator> authenticator = new Slot<>();
    EndpointKeeper keeper =
        new EndpointKeeper(
            TransportSettings.of(TestWard.config(0, 10, 4, 10, 10, 10)).value().coaps(),
            new CoapsEndpoint.Parts(
                credential::get,
                authenticator::get,
                new KeyServices(),
                Optional::empty,
                Optional::empty,
                new HandlerRegistry(),
                new SessionAnnouncer(),
                new Door(Optional::empty),
                new Closures(),
                Clock.systemUTC()),
            ageMax -> Optional.empty(),
            Duration.ofMillis(50),
            EndpointKeeper.PATIENCE,
            trouble -> {});
    PeerAuthenticator anybody = new TestWard.ByCommonName();
    credential.fill(new TestPki("ward").gateway("gateway"));
    keeper.reconsider();
    authenticator.fill(anybody);
    keeper.reconsider();
    TestWard.await(() -> keeper.endpoint().isPresent());

    authenticator.clear(anybody);
    keeper.reconsider();
    TestWard.await(() -> keeper.endpoint().isEmpty());

    authenticator.fill(anybody);
    keeper.reconsider();
    TestWard.await(() -> keeper.endpoint().isPresent());
    keeper.stop();
    assertThat(keeper.endpoint()).isEmpty();
  }

  @Test
  void keepsTheGoodConfigurationWhenTheNewOneIsBad() {
    TestWard ward = new TestWard();
    InetSocketAddress before = ward.address();

    ward.transport.modified(Map.of("port", 65_536));

    assertThat(ward.address()).isEqualTo(before);
    ward.close();
  }

  @Test
  void opensAnewWhenTheConfigurationChanges() {
    TestWard ward = new TestWard();
    InetSocketAddress before = ward.address();

    ward.transport.modified(TestWard.config(0, 99, 4, 10, 10, 10));

    TestWard.await(() -> !ward.address().equals(before));
    ward.close();
  }
}
