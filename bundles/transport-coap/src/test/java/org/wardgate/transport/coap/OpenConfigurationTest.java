package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class OpenConfigurationTest {
  private static final Map<String, Object> OPEN =
      Map.of("bindAddress", "127.0.0.1", "openEnabled", true, "openPort", 0);

  private final RecordedReports reports = new RecordedReports();
  private Optional<OpenTransport> transport = Optional.empty();

  @AfterEach
  void close() {
    transport.ifPresent(OpenTransport::deactivate);
  }

  private OpenTransport open(Map<String, Object> properties) {
    OpenTransport opened = new OpenTransport(properties, reports);
    transport = Optional.of(opened);
    return opened;
  }

  private static Map<String, Object> with(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>(OPEN);
    all.putAll(changes);
    return all;
  }

  @Test
  void aFreshGatewayOpensNoPlainPort() {
    assertThat(open(Map.of()).address()).isEmpty();
  }

  @Test
  void nothingIsOpenedForWrongTypesHugeStringsOrScriptInANameUntilTheyAreCorrected() {
    OpenTransport open = open(with(Map.of("openPort", HostileSettings.HUGE)));
    assertThat(open.address()).isEmpty();
    open.modified(with(Map.of("bindAddress", HostileSettings.SCRIPT)));
    assertThat(open.address()).isEmpty();
    open.modified(OPEN);
    assertThat(open.address()).isPresent();
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() {
    OpenTransport open = open(OPEN);
    Optional<InetSocketAddress> before = open.address();

    open.modified(OPEN);
    open.modified(with(Map.of("sessionsMax", 7))); // not this endpoint's

    assertThat(before).isPresent();
    assertThat(open.address()).isEqualTo(before);
  }

  @Test
  void aRefusedValueLeavesThePortOpen() {
    OpenTransport open = open(OPEN);
    Optional<InetSocketAddress> before = open.address();
    open.modified(with(Map.of("openPort", 70_000, "openEnabled", false)));
    open.modified(with(Map.of("oscoreSessionsMax", 0, "openEnabled", false)));
    assertThat(open.address()).isEqualTo(before);
  }

  @Test
  void aPortThatCannotBeBoundLeavesTheOldOneOpenAndIsReported() throws IOException {
    OpenTransport open = open(OPEN);
    Optional<InetSocketAddress> before = open.address();
    try (DatagramSocket other =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      open.modified(with(Map.of("openPort", other.getLocalPort())));
    }
    assertThat(open.address()).isEqualTo(before);
    assertThat(reports.properties()).containsExactly("openPort");

    open.modified(OPEN);
    assertThat(open.address()).isEqualTo(before);
  }

  @Test
  void itClosesWhenItIsSwitchedOffAndOpensAgain() {
    OpenTransport open = open(OPEN);
    open.modified(Map.of("bindAddress", "127.0.0.1"));
    assertThat(open.address()).isEmpty();
    open.modified(OPEN);
    assertThat(open.address()).isPresent();
  }
}
