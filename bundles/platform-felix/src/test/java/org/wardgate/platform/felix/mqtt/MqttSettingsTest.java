package org.wardgate.platform.felix.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.HostileSettings;

class MqttSettingsTest {
  private static MqttSettings of(Map<String, Object> values) throws RefusedException {
    Parsed<MqttSettings> parsed = MqttSettings.of(values);
    if (!parsed.good()) {
      throw parsed.refusals().get(0).cause();
    }
    return parsed.value();
  }

  @Test
  void theDefaultsAreGood() throws Exception {
    MqttSettings settings = of(Map.of());
    assertThat(settings.broker()).hasToString("tcp://127.0.0.1:1883");
    assertThat(settings.tls()).isFalse();
    assertThat(settings.userName()).isEmpty();
    assertThat(of(Map.of(".password", "secret"))).asString().doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:1883",
        "http://127.0.0.1:1883",
        "tcp://127.0.0.1",
        "tcp://:1883",
        "tcp://127.0.0.1:0",
        "tcp://127.0.0.1:65536",
        "tcp://user@127.0.0.1:1883",
        "tcp://127.0.0.1:1883/path",
        "tcp://127.0.0.1:1883?x",
        "tcp://a b:1883"
      })
  void badBrokersAreRefused(String broker) {
    assertThatThrownBy(() -> of(Map.of("brokerUri", broker)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-CFG-0003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "a/#", "+", "a b", "\u00e4", "a\0b"})
  void badPrefixesAreRefused(String prefix) {
    assertThatThrownBy(() -> of(Map.of("topicPrefix", prefix)))
        .isInstanceOf(RefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 4, 3601})
  void badKeepAlivesAreRefused(int seconds) {
    assertThatThrownBy(() -> of(Map.of("keepAliveSeconds", seconds)))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused() {
    HostileSettings.survive(MqttConfiguration.class, MqttSettings::of);
    HostileSettings.refuses(MqttSettings::of, "topicPrefix", HostileSettings.SCRIPT);
  }

  @Test
  void aRefusedPasswordIsNotShown() {
    Parsed<MqttSettings> parsed = MqttSettings.of(Map.of(".password", HostileSettings.HUGE));
    assertThat(parsed.refusals().get(0).value()).isEmpty();
  }

  @Test
  void theBackoffStaysBetweenOneSecondAndAMinute() {
    Backoff backoff = new Backoff(new Random(1));
    long before = 0;
    for (int attempt = 0; attempt < 20; attempt++) {
      long wait = backoff.nextMillis();
      assertThat(wait).isBetween(1_000L, 60_000L);
      assertThat(attempt >= 6 || wait > before).isTrue();
      before = wait;
    }
    assertThat(before).isGreaterThanOrEqualTo(48_000L);
    backoff.reset();
    assertThat(backoff.nextMillis()).isEqualTo(1_000L);
  }
}
