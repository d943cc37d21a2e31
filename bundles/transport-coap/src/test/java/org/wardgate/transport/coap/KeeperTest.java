package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.transport.TransportErrors;

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
  void closesWhenItsServicesStayAwayAndOpensWhenTheyReturn() throws RefusedException {
    Slot<GatewayCredential> credential = new Slot<>();
    Slot<PeerAuthenticator> authenticator = new Slot<>();
    EndpointKeeper keeper =
        new EndpointKeeper(
            Settings.of(TestWard.config(0, 10, 4, 10, 10, 10)),
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
            EndpointKeeper.PATIENCE);
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

    ward.transport.modified(TestWard.config(Map.of("port", 65_536)));

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

  static Stream<Map<String, Object>> badValues() {
    return Stream.of(
        Map.of("bindAddress", "localhost"),
        Map.of("bindAddress", "300.1.1.1"),
        Map.of("bindAddress", ""),
        Map.of("port", -1),
        Map.of("port", 65_536),
        Map.of("sessionsMax", 0),
        Map.of("sessionsPerDeviceMax", 17),
        Map.of("requestsPerSecondMax", 0),
        Map.of("hellosPerSecondMax", -5),
        Map.of("answerSecondsMax", 61),
        Map.of("sessionsPerAddressMax", 0),
        Map.of("sessionsPerManufacturerMax", 200_001),
        Map.of("hellosOverallPerSecondMax", 0),
        Map.of("handshakesPerSecondMax", 0),
        Map.of("halfOpenPerAddressMax", 0),
        Map.of("halfOpenMax", -1),
        Map.of("sessionsKeptSeconds", -1),
        Map.of("sessionsKeptSeconds", 86_401));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void refusesBadValues(Map<String, Object> values) {
    assertThatThrownBy(() -> new CoapTransport(TestWard.config(values)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).isEqualTo(TransportErrors.BAD_CONFIGURATION));
  }
}
