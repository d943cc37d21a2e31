package org.wardgate.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.configuration.ConfigurationReports.Refusal;
import org.wardgate.api.configuration.Parsed;

class UpdaterSettingsTest {
  private static List<String> refused(String name, Object value) {
    return UpdaterSettings.of(Map.of(name, value)).refusals().stream()
        .map(Refusal::property)
        .toList();
  }

  @Test
  void nothingConfiguredIsSafe() {
    Parsed<UpdaterSettings> parsed = UpdaterSettings.of(Map.of());
    assertThat(parsed.good()).isTrue();
    assertThat(parsed.value().anchorsFile()).isEmpty();
    assertThat(parsed.value().allowedHosts()).isEmpty();
    assertThat(parsed.value().approvalsMin()).isEqualTo(1);
    assertThat(parsed.value().probesMin()).containsExactly("join", "transport");
    assertThat(parsed.value().packageMaxBytes()).isEqualTo(64L * 1024 * 1024);
  }

  @Test
  void takesWhatTheFormOffersAndTheSameTwiceIsTheSame() {
    Map<String, Object> all =
        Map.of(
            "anchorsFile",
            "/etc/wardgate/update.pem",
            "approvalsMin",
            2,
            "allowedHosts",
            new String[] {"Releases.Example", ""},
            "packageMaxMiB",
            1);
    UpdaterSettings settings = UpdaterSettings.of(all).value();
    assertThat(settings.anchorsFile()).contains(Path.of("/etc/wardgate/update.pem"));
    assertThat(settings.allowedHosts()).containsExactly("releases.example");
    assertThat(settings.packageMaxBytes()).isEqualTo(1024 * 1024);
    assertThat(UpdaterSettings.of(all).value()).isEqualTo(settings);
  }

  @Test
  void refusesWrongTypesAndWhatIsOutOfRange() {
    assertThat(refused("approvalsMin", 0)).containsExactly("approvalsMin");
    assertThat(refused("approvalsMin", 3)).containsExactly("approvalsMin");
    assertThat(refused("approvalsMin", "two")).containsExactly("approvalsMin");
    assertThat(refused("inboxPollSeconds", Integer.MAX_VALUE)).containsExactly("inboxPollSeconds");
    assertThat(refused("installSeconds", 4)).containsExactly("installSeconds");
    assertThat(refused("probationSeconds", -1)).containsExactly("probationSeconds");
    assertThat(refused("packageMaxMiB", 65)).containsExactly("packageMaxMiB");
    assertThat(refused("packageMaxMiB", List.of(List.of()))).containsExactly("packageMaxMiB");
  }

  @Test
  void refusesProbesThatAreNoneAndKeepsTheDefault() {
    for (Object wrong :
        new Object[] {
          new String[] {"join", "../x"},
          new String[] {"Join"},
          new String[] {"x".repeat(33)},
          new String[] {"<script>"},
          new String[] {"join,transport"},
          "a b",
          "a,b,c,d,e,f,g,h,i".split(",", -1),
        }) {
      assertThat(refused("probesMin", wrong)).containsExactly("probesMin");
      assertThat(UpdaterSettings.of(Map.of("probesMin", wrong)).value().probesMin())
          .containsExactly("join", "transport");
    }
    assertThat(UpdaterSettings.of(Map.of("probesMin", new String[] {"join"})).value().probesMin())
        .containsExactly("join");
    assertThat(UpdaterSettings.of(Map.of("probesMin", new String[0])).value().probesMin())
        .isEmpty();
  }

  @Test
  void refusesHugeStringsAndScriptInANameAndKeepsTheDefault() {
    String huge = "x".repeat(70_000);
    assertThat(refused("anchorsFile", huge)).containsExactly("anchorsFile");
    assertThat(refused("tlsAnchorsFile", "a\u0000b")).containsExactly("tlsAnchorsFile");
    assertThat(refused("allowedHosts", new String[] {"<script>alert(1)</script>"}))
        .containsExactly("allowedHosts");
    assertThat(refused("allowedHosts", "a,b".repeat(10_000).split(",", -1)))
        .containsExactly("allowedHosts");
    assertThat(UpdaterSettings.of(Map.of("anchorsFile", huge)).value().anchorsFile()).isEmpty();
  }
}
