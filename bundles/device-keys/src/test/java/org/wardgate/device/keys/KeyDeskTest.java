package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.device.keys.TestGateway.key;
import static org.wardgate.device.keys.TestGateway.psk;
import static org.wardgate.device.keys.TestGateway.text;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.identity.PeerKeys.SharedKey;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.transport.TransportKind;

class KeyDeskTest {
  private final TestGateway gateway = new TestGateway();
  private final AtomicLong nanos = new AtomicLong();
  private final KeyBook book = new KeyBook(new Fingerprints(key(0)));
  private final KeyDesk desk =
      new KeyDesk(book, gateway, new KeyReports(() -> Optional.of(gateway), nanos::get));

  @BeforeEach
  void deliver() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.deliver(psk("pump-0", "pump", key(2)))).isEmpty();
    assertThat(book.deliver(psk("stolen", "stolen", key(3)))).isEmpty();
    assertThat(book.deliver(psk("sensor-4", "four", key(4)))).isEmpty();
    assertThat(book.deliver(psk("sensor-5", "five", key(4)))).isPresent();
  }

  private SharedKey ask(Bytes identity) throws RefusedException {
    return desk.key(identity, "192.0.2.1", TransportKind.COAP);
  }

  @Test
  void aDeviceOfAClassThatMayJoinWithAKeyIsKnown() throws RefusedException {
    SharedKey shared = ask(text("one"));
    assertThat(Bytes.of(shared.key().getEncoded())).isEqualTo(key(1));
    assertThat(shared.identity().kind()).isEqualTo(PeerIdentity.Kind.SHARED_KEY);
    assertThat(shared.identity().device()).isEqualTo(new DeviceId("sensor-1"));
    assertThat(shared.identity().certificateSha256()).isEqualTo(text("one").sha256());
    assertThat(gateway.events).isEmpty();
  }

  private void assertRefused(Bytes identity, ErrorCode code) {
    assertThatThrownBy(() -> ask(identity))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.errorCode()).isEqualTo(code));
    assertThat(gateway.events)
        .singleElement()
        .isInstanceOfSatisfying(
            PeerRefused.class,
            event -> {
              assertThat(event.problem().code()).isEqualTo(code.code());
              assertThat(event.device()).isEqualTo(DeviceId.unknown(identity.sha256()));
              assertThat(event.peerAddress()).isEqualTo("192.0.2.1");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two", "One", "one\u0000", "sensor-1"})
  void anIdentityThatNobodyHasIsRefused(String identity) {
    assertRefused(text(identity), OnboardingErrors.UNKNOWN_KEY_IDENTITY);
  }

  @Test
  void anIdentityThatIsTooLongIsRefused() {
    assertRefused(text("x".repeat(129)), OnboardingErrors.UNKNOWN_KEY_IDENTITY);
  }

  @Test
  void aClassThatMayNotJoinWithKeysIsRefused() {
    assertRefused(text("pump"), OnboardingErrors.JOIN_METHOD_BARRED);
  }

  @Test
  void aDeviceThatIsNotInTheInventoryIsRefused() {
    assertRefused(text("stolen"), OnboardingErrors.NOT_IN_INVENTORY);
  }

  @Test
  void whoseKeyIsAlsoAnothersIsRefused() {
    assertRefused(text("four"), OnboardingErrors.KEY_OF_TWO);
  }

  @Test
  void strangersDoNotFillTheJournal() {
    for (int i = 0; i < 1000; i++) {
      Bytes identity = text("stranger-" + i);
      assertThatThrownBy(() -> ask(identity)).isInstanceOf(RefusedException.class);
    }
    assertThat(gateway.events).hasSize(KeyReports.PER_SECOND_MAX);
    nanos.addAndGet(1_000_000_000L);
    assertThatThrownBy(() -> ask(text("late"))).isInstanceOf(RefusedException.class);
    assertThat(gateway.events)
        .last()
        .isInstanceOfSatisfying(
            PeerRefused.class,
            event -> assertThat(event.problem().detail()).contains("990 refusals"));
  }
}
