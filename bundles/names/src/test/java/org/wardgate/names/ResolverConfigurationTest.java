package org.wardgate.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class ResolverConfigurationTest {
  private static final int PATIENCE_MS = 20_000;
  private static final Map<String, Object> GOOD =
      Map.of("bindAddress", "127.0.0.1", "port", 0, "upstream", "127.0.0.1:9");

  private final RecordedReports reports = new RecordedReports();
  private Optional<WardResolverComponent> resolver = Optional.empty();

  @AfterEach
  void stop() throws InterruptedException {
    if (resolver.isPresent()) {
      resolver.get().deactivate();
    }
  }

  private WardResolverComponent start(Map<String, Object> properties) throws Exception {
    WardResolverComponent started = new WardResolverComponent(reports, properties, List::of);
    resolver = Optional.of(started);
    return started;
  }

  private static Map<String, Object> with(Map<String, Object> changes) {
    Map<String, Object> all = new HashMap<>(GOOD);
    all.putAll(changes);
    return all;
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() throws Exception {
    WardResolverComponent started = start(GOOD);
    InetSocketAddress before = started.address();
    started.modified(GOOD);
    started.modified(with(Map.of("port", 0L, "privateAllowedNames", new String[0])));
    assertThat(started.address()).isEqualTo(before);
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void anotherUpstreamKeepsTheSockets() throws Exception {
    WardResolverComponent started = start(GOOD);
    InetSocketAddress before = started.address();
    started.modified(with(Map.of("upstream", "127.0.0.1:10", "privateAllowedNames", "a.b")));
    assertThat(started.address()).isEqualTo(before);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void aChangedPortIsBoundAndTheOldOneClosed() throws Exception {
    WardResolverComponent started = start(GOOD);
    InetSocketAddress before = started.address();
    int port = freePort();
    started.modified(with(Map.of("port", port)));
    assertThat(started.address().getPort()).isEqualTo(port);
    try (DatagramSocket old = new DatagramSocket(before)) {
      assertThat(old.isBound()).isTrue();
    }
  }

  @Test
  void aPortThatCannotBeBoundLeavesTheOldOneOpenAndIsReported() throws Exception {
    WardResolverComponent started = start(GOOD);
    InetSocketAddress before = started.address();
    try (DatagramSocket other =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      started.modified(with(Map.of("port", other.getLocalPort(), "upstream", "127.0.0.1:10")));
    }
    assertThat(started.address()).isEqualTo(before);
    assertThat(reports.current()).hasSize(1);

    started.modified(GOOD);
    assertThat(started.address()).isEqualTo(before);
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void anAddressThatIsNotThereGivesTheWildcardBackAtTheSamePort() throws Exception {
    int port = freePort();
    WardResolverComponent started = start(with(Map.of("bindAddress", "0.0.0.0", "port", port)));
    started.modified(with(Map.of("bindAddress", "192.0.2.77", "port", port)));
    assertThat(started.address().getPort()).isEqualTo(port);
    assertThat(started.address().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(reports.current()).hasSize(1);
  }

  @Test
  void aRefusedConfigurationLeavesTheLastGoodOneInForce() throws Exception {
    WardResolverComponent started = start(GOOD);
    InetSocketAddress before = started.address();
    started.modified(with(Map.of("port", freePort(), "upstream", HostileSettings.SCRIPT)));
    started.modified(with(Map.of("port", HostileSettings.HUGE)));
    assertThat(started.address()).isEqualTo(before);
    assertThat(reports.properties()).containsExactly("port");
  }

  @Test
  void withoutAGoodAddressItListensNowhereUntilThereIsOne() throws Exception {
    WardResolverComponent started = start(with(Map.of("bindAddress", "everywhere")));
    assertThatThrownBy(started::address).isInstanceOf(NoSuchElementException.class);
    assertThat(reports.properties()).containsExactly("bindAddress");
    started.modified(GOOD);
    assertThat(started.address().getPort()).isPositive();
    assertThat(reports.current()).isEmpty();
  }

  @Test
  void withoutUpstreamQuestionsAreAnsweredWithAFailure() throws Exception {
    WardResolverComponent started = start(with(Map.of("upstream", "")));
    try (DatagramSocket device = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      device.setSoTimeout(PATIENCE_MS);
      byte[] question = Wire.question("cloud.example", Type.A, DClass.IN).toWire();
      device.send(new DatagramPacket(question, question.length, started.address()));
      byte[] answer = new byte[512];
      DatagramPacket packet = new DatagramPacket(answer, answer.length);
      device.receive(packet);
      assertThat(new Message(answer).getRcode()).isEqualTo(Rcode.SERVFAIL);
    }
  }

  private static int freePort() throws IOException {
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return socket.getLocalPort();
    }
  }
}
