package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.device.keys.TestGateway.key;
import static org.wardgate.device.keys.TestGateway.psk;
import static org.wardgate.device.keys.TestGateway.text;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.device.keys.KeyBook.Conflict;

class KeyBookTest {
  private static final DeviceId ONE = new DeviceId("sensor-1");
  private static final DeviceId TWO = new DeviceId("sensor-2");

  private KeyBook book = new KeyBook(new Fingerprints(key(0)));

  private void restart() throws IOException {
    book = KeyBook.of(KeyBookCodec.read(KeyBookCodec.write(book.content())));
  }

  private Bytes keyOf(String identity) {
    return book.find(text(identity)).orElseThrow().key();
  }

  private boolean barred(String identity) {
    return book.find(text(identity)).orElseThrow().barred();
  }

  private Rotation rotate(DeviceId device, Bytes from, int nonce, String identity) {
    DeviceKey old = book.of(device).orElseThrow();
    Rotation rotation =
        Rotation.of(old.current().key(), key(nonce), key(nonce + 1), text(identity));
    assertThat(book.begin(device, from, rotation)).isTrue();
    return rotation;
  }

  @Test
  void findsWhatWasDelivered() throws IOException {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    restart();
    assertThat(keyOf("one")).isEqualTo(key(1));
    assertThat(barred("one")).isFalse();
    assertThat(book.find(text("two"))).isEmpty();
  }

  @Test
  void aKeyOfTwoDevicesBarsBothAndIsReportedOnce() throws IOException {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.deliver(psk("sensor-2", "two", key(1)))).contains(new Conflict(ONE, TWO));
    assertThat(book.deliver(psk("sensor-2", "two", key(1)))).isEmpty();
    restart();
    assertThat(barred("one")).isTrue();
    assertThat(book.find(text("two"))).isEmpty();
    assertThat(book.barred()).containsExactlyInAnyOrder(ONE, TWO);
    assertThat(book.of(ONE)).isEmpty();
  }

  @Test
  void aKeyShownWithTwoIdentitiesBarsItsDevice() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.deliver(psk("sensor-1", "uno", key(1)))).contains(new Conflict(ONE, ONE));
    assertThat(barred("one")).isTrue();
  }

  @Test
  void anIdentityOfTwoDevicesBarsBoth() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.deliver(psk("sensor-2", "one", key(2)))).contains(new Conflict(ONE, TWO));
    assertThat(barred("one")).isTrue();
  }

  @Test
  void whoIsBarredComesBackWithAKeyOfItsOwn() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.deliver(psk("sensor-2", "two", key(1)))).isPresent();
    assertThat(book.deliver(psk("sensor-1", "one", key(3)))).isEmpty();
    assertThat(barred("one")).isFalse();
    assertThat(keyOf("one")).isEqualTo(key(3));
    assertThat(book.barred()).containsExactly(TWO);
  }

  @Test
  void aDerivedKeyCannotBeDeliveredToAnother() {
    assertThat(
            book.deliver(
                new DeliveredKey(ONE, text("one"), key(1), DeliveredKey.Kind.SECURE_ELEMENT)))
        .isEmpty();
    Bytes derived = keyOf("one");
    assertThat(derived).isNotEqualTo(key(1));
    assertThat(book.deliver(psk("sensor-2", "two", derived))).contains(new Conflict(ONE, TWO));
  }

  @Test
  void bothKeysCountUntilTheNewOneIsConfirmedThenTheOldOneNeverAgain() throws IOException {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    Rotation rotation = rotate(ONE, text("one").sha256(), 10, "next");
    restart();
    assertThat(keyOf("one")).isEqualTo(key(1));
    assertThat(keyOf("next")).isEqualTo(rotation.next().key()).isNotEqualTo(key(1));

    assertThat(book.confirm(text("one").sha256())).isFalse();
    assertThat(book.confirm(text("next").sha256())).isTrue();
    assertThat(book.confirm(text("next").sha256())).isFalse();
    restart();
    assertThat(book.find(text("one"))).isEmpty();
    assertThat(keyOf("next")).isEqualTo(rotation.next().key());

    // the delivery is still there, and is taken again
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.find(text("one"))).isEmpty();
  }

  @Test
  void aSecondRotationReplacesTheFirstThatNobodyConfirmed() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    rotate(ONE, text("one").sha256(), 10, "next");
    rotate(ONE, text("one").sha256(), 20, "other");
    assertThat(book.find(text("next"))).isEmpty();
    assertThat(book.confirm(text("next").sha256())).isFalse();
    assertThat(book.confirm(text("other").sha256())).isTrue();
  }

  @Test
  void onlyTheCurrentKeyCanBeRotated() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    Rotation rotation = rotate(ONE, text("one").sha256(), 10, "next");
    assertThat(book.begin(ONE, text("next").sha256(), rotation)).isFalse();
    assertThat(book.begin(TWO, text("one").sha256(), rotation)).isFalse();
    assertThat(book.confirm(text("next").sha256())).isTrue();
    assertThat(book.begin(ONE, text("one").sha256(), rotation)).isFalse();
  }

  @Test
  void theNewKeyDependsOnEverything() {
    Bytes base = Rotation.of(key(1), key(2), key(3), text("a")).next().key();
    assertThat(Rotation.of(key(1), key(2), key(3), text("a")).next().key()).isEqualTo(base);
    assertThat(Rotation.of(key(9), key(2), key(3), text("a")).next().key()).isNotEqualTo(base);
    assertThat(Rotation.of(key(1), key(9), key(3), text("a")).next().key()).isNotEqualTo(base);
    assertThat(Rotation.of(key(1), key(2), key(9), text("a")).next().key()).isNotEqualTo(base);
    assertThat(Rotation.of(key(1), key(2), key(3), text("b")).next().key()).isNotEqualTo(base);
  }

  @Property(tries = 200)
  void noTwoDevicesEverHaveOneKey(
      @ForAll
          java.util.@net.jqwik.api.constraints.Size(max = 30) List<@IntRange(max = 99) Integer>
              deliveries)
      throws IOException {
    for (int delivery : deliveries) {
      int device = delivery % 5;
      book.deliver(psk("sensor-" + device, "id-" + device, key(delivery / 10)));
      restart();
    }
    for (int one = 0; one < 5; one++) {
      for (int other = 0; other < one; other++) {
        var first = book.of(new DeviceId("sensor-" + one));
        var second = book.of(new DeviceId("sensor-" + other));
        if (first.isPresent() && second.isPresent()) {
          assertThat(first.get().current().key()).isNotEqualTo(second.get().current().key());
        }
      }
    }
  }

  @Property
  void aDamagedBookIsRefused(@ForAll byte[] bytes) {
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> KeyBookCodec.read(bytes))
        .isInstanceOf(IOException.class);
  }
}
