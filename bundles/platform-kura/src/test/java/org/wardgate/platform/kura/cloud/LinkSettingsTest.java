package org.wardgate.platform.kura.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wardgate.api.configuration.Parsed;

class LinkSettingsTest {
  static List<Map<String, Object>> wrong() {
    return List.of(
        Map.of("confirmSeconds", 0),
        Map.of("confirmSeconds", -1),
        Map.of("confirmSeconds", 601),
        Map.of("confirmSeconds", Long.MAX_VALUE),
        Map.of("confirmSeconds", "soon"),
        Map.of("outstandingMax", 257),
        Map.of("outstandingMax", 0),
        Map.of("outstandingMax", new int[] {1, 2}),
        Map.of("CloudPublisher.target", "<script>"),
        Map.of("CloudPublisher.target", 1.5),
        Map.of("CloudPublisher.target", "(a=" + "b".repeat(1_000_000) + ")"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void configurationWithWrongTypesHugeStringsAndBeyondTheLimitsIsRefused(
      Map<String, Object> properties) {
    Parsed<LinkSettings> parsed = LinkSettings.of(properties);
    assertThat(parsed.good()).isFalse();
    assertThat(parsed.value()).isEqualTo(new LinkSettings(LinkSettings.NOBODY, 60, 64));
  }

  @Test
  void bothFormsAskTheSame() throws Exception {
    assertThat(FurtherLinkForm.class.getDeclaredMethods())
        .hasSameSizeAs(LinkForm.class.getDeclaredMethods());
    for (Method attribute : FurtherLinkForm.class.getDeclaredMethods()) {
      assertThat(LinkForm.class.getDeclaredMethod(attribute.getName()).getDefaultValue())
          .isEqualTo(attribute.getDefaultValue());
    }
  }

  @Test
  void valuesInLimitsAreTaken() {
    Parsed<LinkSettings> parsed =
        LinkSettings.of(
            Map.of(
                "confirmSeconds",
                5,
                "outstandingMax",
                256,
                "CloudPublisher.target",
                "(kura.service.pid=mine)"));
    assertThat(parsed.good()).isTrue();
    assertThat(parsed.value()).isEqualTo(new LinkSettings("(kura.service.pid=mine)", 5, 256));
    assertThat(LinkSettings.of(Map.of()).good()).isTrue();
  }

  @Test
  void anInstanceIsCalledAsKuraCallsIt() {
    assertThat(Pids.of(Map.of("kura.service.pid", "second"), "factory")).isEqualTo("second");
    assertThat(Pids.of(Map.of("kura.service.pid", 7), "factory")).isEqualTo("factory");
    assertThat(Pids.of(Map.of("kura.service.pid", "x".repeat(129)), "factory"))
        .isEqualTo("factory");
    assertThat(Pids.of(Map.of(), "factory")).isEqualTo("factory");
  }
}
