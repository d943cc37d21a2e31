package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.device.keys.TestGateway.key;
import static org.wardgate.device.keys.TestGateway.psk;
import static org.wardgate.device.keys.TestGateway.text;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.device.keys.KeyBook.Begun;
import org.wardgate.device.keys.KeyBook.Conflict;

class KeyBookTest {
  private static final DeviceId ONE = new DeviceId("sensor-1");
  private static final DeviceId TWO = new DeviceId("sensor-2");

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private KeyBook book = new KeyBook(new Fingerprints(key(0)));

  private Instant now = NOW;

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
    assertThat(book.begin(device, from, rotation, now)).isEqualTo(Begun.YES);
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

    assertThat(book.confirm(text("one").sha256(), now)).isFalse();
    assertThat(book.confirm(text("next").sha256(), now)).isTrue();
    assertThat(book.confirm(text("next").sha256(), now)).isFalse();
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
    assertThat(book.confirm(text("next").sha256(), now)).isFalse();
    assertThat(book.confirm(text("other").sha256(), now)).isTrue();
  }

  @Test
  void onlyTheCurrentKeyCanBeRotated() {
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    Rotation rotation = rotate(ONE, text("one").sha256(), 10, "next");
    assertThat(book.begin(ONE, text("next").sha256(), rotation, NOW)).isEqualTo(Begun.NOT_CURRENT);
    assertThat(book.begin(TWO, text("one").sha256(), rotation, NOW)).isEqualTo(Begun.NOT_CURRENT);
    assertThat(book.confirm(text("next").sha256(), now)).isTrue();
    assertThat(book.begin(ONE, text("one").sha256(), rotation, NOW)).isEqualTo(Begun.NOT_CURRENT);
  }

  /** One rotation a day, each confirmed. */
  private void rotateEveryDay(DeviceId device, int times) {
    for (int i = 0; i < times; i++) {
      now = now.plus(KeyBook.ROTATION_PAUSE);
      Bytes from = book.of(device).orElseThrow().current().identity().sha256();
      String identity = "wg-" + device + "-" + now;
      rotate(device, from, 100 + i, identity);
      assertThat(book.confirm(text(identity).sha256(), now)).isTrue();
    }
  }

  private Bytes current(DeviceId device) {
    return book.of(device).orElseThrow().current().key();
  }

  @Test
  void rotationsNeverLetADeliveredKeyComeBack() throws IOException {
    book.deliver(psk("sensor-1", "one", key(1)));
    book.deliver(psk("sensor-2", "two", key(2)));
    rotateEveryDay(ONE, 1);
    Bytes rotated = current(ONE);
    rotateEveryDay(TWO, 1_000);
    Bytes other = current(TWO);
    restart();
    assertThat(book.deliver(psk("sensor-1", "one", key(1)))).isEmpty();
    assertThat(book.deliver(psk("sensor-2", "two", key(2)))).isEmpty();
    assertThat(current(ONE)).isEqualTo(rotated);
    assertThat(current(TWO)).isEqualTo(other);
    assertThat(book.find(text("one"))).isEmpty();
    assertThat(book.find(text("two"))).isEmpty();
  }

  @Test
  void rotationsDoNotHideThatAKeyIsOfTwo() throws IOException {
    book.deliver(psk("sensor-1", "one", key(1)));
    rotateEveryDay(ONE, 100);
    restart();
    assertThat(book.deliver(psk("sensor-2", "two", key(1)))).contains(new Conflict(ONE, TWO));
    assertThat(book.deliver(psk("sensor-3", "three", current(TWO, ONE)))).isPresent();
  }

  /** The current key of the second, though it is barred like the first. */
  private Bytes current(DeviceId barred, DeviceId device) {
    assertThat(book.barred()).contains(barred, device);
    return book.content().keys().stream()
        .filter(key -> key.device().equals(device))
        .findFirst()
        .orElseThrow()
        .current()
        .key();
  }

  @Test
  void supersededKeysOfADeviceAreRememberedUpToALimit() {
    book.deliver(psk("sensor-1", "one", key(1)));
    rotateEveryDay(ONE, 100);
    assertThat(book.content().fingerprints()).hasSize(1 + Fingerprints.ROTATED_MAX_COUNT);
    for (int i = 0; i < 100; i++) {
      book.deliver(psk("sensor-1", "one", key(1000 + i)));
    }
    assertThat(book.content().fingerprints()).hasSize(Fingerprints.PER_DEVICE_MAX_COUNT);
    // the newest delivery is remembered
    assertThat(book.deliver(psk("sensor-2", "two", key(1099)))).isPresent();
  }

  @Test
  void aRestartKeepsWhichFingerprintIsTheOldest() throws IOException {
    book.deliver(psk("sensor-1", "one", key(1)));
    rotateEveryDay(ONE, 20);
    var before = book.content().fingerprints();
    restart();
    assertThat(book.content().fingerprints()).isEqualTo(before);
    rotateEveryDay(ONE, 1);
    assertThat(book.content().fingerprints())
        .containsAll(before.subList(2, before.size()))
        .contains(before.get(0))
        .doesNotContain(before.get(1));
  }

  @Test
  void aDeviceRotatesAtMostOnceADay() throws IOException {
    book.deliver(psk("sensor-1", "one", key(1)));
    rotateEveryDay(ONE, 1);
    restart();
    DeviceKey held = book.of(ONE).orElseThrow();
    Bytes from = held.current().identity().sha256();
    Rotation next = Rotation.of(held.current().key(), key(5), key(6), text("next"));
    Instant early = now.plus(KeyBook.ROTATION_PAUSE).minusMillis(1);
    assertThat(book.begin(ONE, from, next, early)).isEqualTo(Begun.TOO_SOON);
    assertThat(book.find(text("next"))).isEmpty();
    // a clock that was ahead locks nobody out
    assertThat(book.begin(ONE, from, next, now.minus(Duration.ofDays(999)))).isEqualTo(Begun.YES);
    assertThat(book.begin(ONE, from, next, early.plusMillis(1))).isEqualTo(Begun.YES);
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
