package org.wardgate.transport.coap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.testing.RecordedReports;

class TransportProbeTest {
  @Test
  void isContentWithAnEndpointThatRefusesStrangersAndLeavesNoTrace() {
    AtomicInteger asked = new AtomicInteger();
    TestPki pki = new TestPki("ward");
    PeerAuthenticator counting =
        (chain, peer, kind) -> {
          asked.incrementAndGet();
          return new TestWard.ByCommonName().authenticate(chain, peer, kind);
        };
    try (TestWard ward =
        new TestWard(
            pki,
            new CoapTransport(TestWard.config(0, 1000, 4, 1000, 1000, 10), new RecordedReports()),
            counting,
            transport -> {})) {
      assertThat(ward.address().getPort()).isPositive();
      TransportProbe probe = new TransportProbe(ward.transport, ward.credential, counting);
      for (int i = 0; i < 5; i++) {
        assertThat(probe.call()).isEmpty();
      }
      assertThat(asked).hasValue(0);
      CoapsEndpoint endpoint = ward.transport.endpoint().orElseThrow();
      TestWard.await(() -> endpoint.halfOpen() == 0);
      assertThat(endpoint.drops().total()).isZero();
    }
  }

  @Test
  void saysThatTheEndpointIsNotOpenOrIsSomebodyElse() {
    TestPki pki = new TestPki("ward");
    CoapTransport closed = new CoapTransport(Map.of("port", 0), new RecordedReports());
    TestWard.ByCommonName anybody = new TestWard.ByCommonName();
    assertThat(new TransportProbe(closed, pki.gateway("gateway"), anybody).call())
        .contains("not open");
    closed.deactivate();
    try (TestWard ward = new TestWard()) {
      assertThat(ward.address().getPort()).isPositive();
      assertThat(new TransportProbe(ward.transport, pki.gateway("other"), anybody).call())
          .contains("does not show");
    }
  }
}
