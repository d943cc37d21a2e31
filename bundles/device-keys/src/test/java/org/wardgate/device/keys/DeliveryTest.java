package org.wardgate.device.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.device.keys.TestGateway.key;
import static org.wardgate.device.keys.TestGateway.psk;
import static org.wardgate.device.keys.TestGateway.text;

import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;

class DeliveryTest {
  private static final TestGateway GATEWAY = new TestGateway();
  private static final String KEY = key(1).hex();

  private static List<DeliveredKey> read(String json) throws RefusedException {
    return Delivery.read(text(json), GATEWAY.current());
  }

  private static String keys(String... entries) {
    return "{\"version\": 1, \"keys\": [" + String.join(",", entries) + "]}";
  }

  @Test
  void readsEveryKindOfEntry() throws RefusedException {
    KeyLabel label = new KeyLabel("acme", "SN-sensor-3", text("three"), key(3));
    assertThat(
            read(
                keys(
                    "{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"" + KEY + "\"}",
                    "{\"manufacturer\":\"acme\",\"serial\":\"SN-sensor-2\",\"identity\":\"zwö\","
                        + "\"keyBase64\":\""
                        + Base64.getEncoder().encodeToString(key(2).toArray())
                        + "\",\"kind\":\"secure-element\"}",
                    "{\"label\":\"" + label.text() + "\"}")))
        .containsExactly(
            psk("sensor-1", "one", key(1)),
            new DeliveredKey(
                new DeviceId("sensor-2"), text("zwö"), key(2), DeliveredKey.Kind.SECURE_ELEMENT),
            psk("sensor-3", "three", key(3)));
    assertThat(read(keys())).isEmpty();
  }

  private static void assertRefused(String json, ErrorCode code) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(code);
              assertThat(e.getMessage()).doesNotContain(KEY);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"version\":2,\"keys\":[]}",
        "{\"version\":1}",
        "{\"version\":1,\"keys\":{}}",
        "{\"version\":1,\"keys\":[],\"more\":1}",
        "{\"version\":1,\"keys\":[]} {}",
        "{\"version\":1,\"version\":1,\"keys\":[]}",
        "{\"version\":1,\"keys\":[[[[[[]]]]]]}"
      })
  void refusesOtherDocuments(String json) {
    assertRefused(json, OnboardingErrors.BAD_KEY_DELIVERY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{}",
        "{\"device\":\"sensor-1\",\"key\":\"KEY\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"one\"}",
        "{\"device\":\"Sensor 1\",\"identity\":\"one\",\"key\":\"KEY\"}",
        "{\"device\":7,\"identity\":\"one\",\"key\":\"KEY\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"\",\"key\":\"KEY\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"KEYx\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"one\",\"keyBase64\":\"#\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"KEY\",\"keyBase64\":\"AAAA\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"KEY\",\"kind\":\"rsa\"}",
        "{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"KEY\",\"colour\":\"red\"}",
        "{\"device\":\"sensor-1\",\"serial\":\"SN-sensor-1\",\"manufacturer\":\"acme\","
            + "\"identity\":\"one\",\"key\":\"KEY\"}",
        "{\"serial\":\"SN-sensor-1\",\"identity\":\"one\",\"key\":\"KEY\"}",
        "{\"manufacturer\":\"acme\",\"serial\":\"none\",\"identity\":\"one\",\"key\":\"KEY\"}",
        "{\"label\":\"WG1:ABC\"}",
        "{\"label\":\"KEY\"}",
        "{\"label\":\"WG1:\",\"key\":\"KEY\"}"
      })
  void oneBadEntryRefusesTheWhole(String entry) {
    String good =
        "{\"device\":\"sensor-9\",\"identity\":\"nine\",\"key\":\"" + key(9).hex() + "\"}";
    assertRefused(keys(good, entry.replace("KEY", KEY)), OnboardingErrors.BAD_KEY_DELIVERY);
  }

  @Test
  void twoKeysOfOneDeviceRefuseTheWhole() throws RefusedException {
    String one = "{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"" + KEY + "\"}";
    assertRefused(keys(one, one.replace(KEY, key(2).hex())), OnboardingErrors.BAD_KEY_DELIVERY);
    // one key under two identities is for the key book, which bars both
    assertThat(read(keys(one, one.replace("\"one\"", "\"uno\"")))).hasSize(2);
  }

  @Test
  void refusesKeysThatCanBeGuessed() {
    assertRefused(
        keys("{\"device\":\"sensor-1\",\"identity\":\"one\",\"key\":\"" + "00".repeat(16) + "\"}"),
        OnboardingErrors.WEAK_SHARED_KEY);
  }

  @Test
  void refusesASecureElementWithoutAnAesKey() {
    String odd = key(1).hex().substring(0, 48);
    assertRefused(
        keys(
            "{\"device\":\"sensor-1\",\"identity\":\"one\",\"kind\":\"secure-element\",\"key\":\""
                + odd
                + "\"}"),
        OnboardingErrors.BAD_KEY_DELIVERY);
  }

  @Test
  void refusesMoreKeysThanTheLimit() {
    String[] entries = new String[Delivery.KEYS_MAX_COUNT + 1];
    java.util.Arrays.fill(entries, "{}");
    assertRefused(keys(entries), OnboardingErrors.BAD_KEY_DELIVERY);
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> Delivery.read(org.wardgate.api.Bytes.of(bytes), GATEWAY.current()))
        .isInstanceOf(RefusedException.class);
  }

  @Property
  void anyEntryIsReadOrRefused(@ForAll String field, @ForAll String value) {
    String entry =
        "{\"device\":\"sensor-1\",\"identity\":"
            + com.fasterxml.jackson.databind.node.TextNode.valueOf(value)
            + ","
            + com.fasterxml.jackson.databind.node.TextNode.valueOf(field)
            + ":1}";
    assertThatThrownBy(() -> read(keys(entry))).isInstanceOf(RefusedException.class);
  }
}
