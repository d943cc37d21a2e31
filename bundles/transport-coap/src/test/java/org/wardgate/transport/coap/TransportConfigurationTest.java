package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class TransportConfigurationTest {
  private static final Map<String, Object> GOOD = Map.of("bindAddress", "127.0.0.1", "port", 0);

  private final RecordedReports reports = new RecordedReports();
  private Optional<CoapTransport> transport = Optional.empty();

  @AfterEach
  void close() {
    transport.ifPresent(CoapTransport::deactivate);
  }

  private CoapTransport open(Map<String, Object> properties) {
    CoapTransport opened = new CoapTransport(properties, reports);
    transport = Optional.of(opened);
    TestPki pki = new TestPki("ward");
    opened.bindAuthenticator(new TestWard.ByCommonName());
    opened.bindCredential(pki.gateway("gateway"));
    return opened;
  }

  private static InetSocketAddress address(CoapTransport of) {
    TestWard.await(() -> of.address().isPresent());
    return of.address().orElseThrow();
  }

  private static Map<String, Object> with(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>(GOOD);
    all.putAll(changes);
    return all;
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(CoapTransportConfig.class, TransportSettings::of);
    HostileSettings.refuses(TransportSettings::of, "bindAddress", HostileSettings.SCRIPT);
  }

  static Stream<Map.Entry<String, Object>> outOfRange() {
    return Stream.of(
        Map.entry("bindAddress", "localhost"),
        Map.entry("bindAddress", "300.1.1.1"),
        Map.entry("bindAddress", ""),
        Map.entry("port", -1),
        Map.entry("port", 65_536),
        Map.entry("sessionsMax", 0),
        Map.entry("sessionsPerDeviceMax", 17),
        Map.entry("requestsPerSecondMax", 0),
        Map.entry("hellosPerSecondMax", -5),
        Map.entry("answerSecondsMax", 61),
        Map.entry("sessionsPerAddressMax", 0),
        Map.entry("sessionsPerManufacturerMax", 200_001),
        Map.entry("hellosOverallPerSecondMax", 0),
        Map.entry("handshakesPerSecondMax", 0),
        Map.entry("halfOpenPerAddressMax", 0),
        Map.entry("halfOpenMax", -1),
        Map.entry("sessionsKeptSeconds", -1),
        Map.entry("sessionsKeptSeconds", 86_401),
        Map.entry("openEnabled", "perhaps"),
        Map.entry("openPort", 70_000),
        Map.entry("openRequestsPerSecondMax", 0),
        Map.entry("openRequestsOverallPerSecondMax", 100_001),
        Map.entry("oscoreSessionsMax", 10_001));
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void valuesOutOfRangeAreRefusedAndTheOldEndpointServesOn(Map.Entry<String, Object> bad) {
    HostileSettings.refuses(TransportSettings::of, bad.getKey(), bad.getValue());
    CoapTransport open = open(GOOD);
    InetSocketAddress before = address(open);

    Map<String, Object> changed = with(Map.of("sessionsMax", 5));
    changed.put(bad.getKey(), bad.getValue());
    open.modified(changed);

    assertThat(open.address()).contains(before);
    assertThat(reports.properties()).containsExactly(bad.getKey());
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() {
    CoapTransport open = open(GOOD);
    CoapsEndpoint before = endpoint(open);

    open.modified(GOOD);
    open.modified(with(Map.of("sessionsMax", 10_000L, "answerSecondsMax", "10")));

    assertThat(open.endpoint()).containsSame(before);
    assertThat(reports.said()).containsExactly("accepted");
  }

  private static CoapsEndpoint endpoint(CoapTransport open) {
    TestWard.await(() -> open.endpoint().isPresent());
    return open.endpoint().orElseThrow();
  }

  @Test
  void aChangedPortIsBoundBeforeTheOldOneIsClosed() throws IOException {
    CoapTransport open = open(GOOD);
    InetSocketAddress before = address(open);
    int free = freePort();

    open.modified(with(Map.of("port", free)));

    assertThat(address(open).getPort()).isEqualTo(free);
    assertThat(reports.current()).isEmpty();
    try (DatagramSocket old = new DatagramSocket(before)) {
      assertThat(old.isBound()).isTrue();
    }
  }

  @Test
  void aPortThatCannotBeBoundLeavesTheOldEndpointOpenAndIsReported() throws IOException {
    CoapTransport open = open(GOOD);
    CoapsEndpoint before = endpoint(open);
    try (DatagramSocket other =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      open.modified(with(Map.of("port", other.getLocalPort())));
    }
    assertThat(open.endpoint()).containsSame(before);
    assertThat(reports.said()).containsExactly("accepted", "refused  WG-COAP-0004");

    open.modified(GOOD);
    assertThat(open.endpoint()).containsSame(before);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void anAddressThatIsNotThereGivesTheOldOneBackAtTheSamePort() throws IOException {
    int port = freePort();
    CoapTransport open = open(with(Map.of("bindAddress", "0.0.0.0", "port", port)));
    assertThat(address(open).getPort()).isEqualTo(port);

    // 192.0.2.0/24 is nobody's; the wildcard has to be given up before that is known
    open.modified(Map.of("bindAddress", "192.0.2.77", "port", port));

    InetSocketAddress after = address(open);
    assertThat(after.getPort()).isEqualTo(port);
    assertThat(after.getAddress().isAnyLocalAddress()).isTrue();
    assertThat(reports.current()).hasSize(1);
  }

  @Test
  void otherLimitsAtTheSamePortAreTaken() throws IOException {
    int port = freePort();
    CoapTransport open = open(with(Map.of("port", port)));
    CoapsEndpoint before = endpoint(open);

    open.modified(with(Map.of("port", port, "sessionsMax", 7)));

    assertThat(address(open).getPort()).isEqualTo(port);
    assertThat(open.endpoint().orElseThrow()).isNotSameAs(before);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void anOccupiedPortAtTheStartIsReportedUntilItIsFree() throws IOException {
    CoapTransport open;
    try (DatagramSocket other =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      open = open(with(Map.of("port", other.getLocalPort())));
      TestWard.await(() -> reports.properties().contains("port"));
    }
    assertThat(address(open).getPort()).isPositive();
    TestWard.await(() -> reports.current().isEmpty());
  }

  @Test
  void withoutAGoodAddressNothingIsOpenedUntilThereIsOne() {
    CoapTransport open = open(Map.of("bindAddress", "everywhere", "port", 0));
    assertThat(reports.properties()).containsExactly("bindAddress");
    open.modified(Map.of("bindAddress", HostileSettings.HUGE, "port", 0));
    assertThat(open.address()).isEmpty();

    open.modified(GOOD);

    assertThat(address(open).getPort()).isPositive();
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void aLimitThatIsNoGoodAtTheStartIsReplacedByItsDefault() {
    CoapTransport open = open(with(Map.of("sessionsMax", -3)));
    assertThat(address(open).getPort()).isPositive();
    assertThat(reports.properties()).containsExactly("sessionsMax");
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
