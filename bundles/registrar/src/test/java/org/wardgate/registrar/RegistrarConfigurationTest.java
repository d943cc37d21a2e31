package org.wardgate.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.registrar.desk.AuditRule;
import org.wardgate.registrar.desk.Settings;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.registrar.voucher.NoncelessRule;

class RegistrarConfigurationTest {
  private static final Path DATA = Path.of("/data");

  private final RecordedReports reports = new RecordedReports();

  private static Parsed<Settings> read(Map<String, Object> properties) {
    return SettingsReader.read(properties, DATA::resolve);
  }

  @Test
  void aFreshGatewayNeedsNoFileAndAllowsNoNoncelessVouchers() {
    Settings defaults = read(Map.of()).value();
    assertThat(defaults.voucherDirectory()).isEqualTo(DATA.resolve("vouchers"));
    assertThat(defaults.nonceless().allowed()).isFalse();
    assertThat(defaults.audit()).isEqualTo(AuditRule.REPORT);
  }

  @Test
  void configurationWithWrongTypesHugeStringsAndScriptInANameIsRefused() {
    HostileSettings.survive(RegistrarConfig.class, RegistrarConfigurationTest::read);
    HostileSettings.refuses(
        RegistrarConfigurationTest::read, "voucherDirectory", HostileSettings.SCRIPT);
    HostileSettings.refuses(RegistrarConfigurationTest::read, "auditLog", HostileSettings.SCRIPT);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    refuses("voucherDirectory", "relative");
    refuses("auditLog", "perhaps");
    refuses("auditLog", "OFF");
    refuses("noncelessDaysMax", 0);
    refuses("noncelessDaysMax", 3_661);
    refuses("masaTimeoutSeconds", 0);
    refuses("masaTimeoutSeconds", 121);
    refuses("answerWaitSeconds", -1);
    refuses("answerWaitSeconds", 9);
    refuses("nonceless", "perhaps");
  }

  private static void refuses(String attribute, Object value) {
    HostileSettings.refuses(RegistrarConfigurationTest::read, attribute, value);
  }

  @Test
  void allThatIsWrongIsSaidAtOnceAndNothingOfItCounts() {
    Scene scene = new Scene();
    VoucherResource resource =
        new VoucherResource(
            () -> scene.inventory(scene.masaAt("https://masa.invalid")),
            DATA::resolve,
            reports,
            Map.of("nonceless", true, "noncelessDaysMax", 10),
            Clock.systemUTC(),
            System::nanoTime);

    resource.modified(Map.of("auditLog", "perhaps", "answerWaitSeconds", 9, "nonceless", false));

    assertThat(reports.properties()).containsExactlyInAnyOrder("auditLog", "answerWaitSeconds");
    assertThat(resource.settings().nonceless()).isEqualTo(new NoncelessRule(true, 10));

    resource.modified(Map.of("nonceless", true, "noncelessDaysMax", 10));
    assertThat(reports.current()).isEmpty();
    resource.deactivate();
  }

  @Test
  void theSameConfigurationTwiceDoesNothing() {
    Scene scene = new Scene();
    VoucherResource resource =
        new VoucherResource(
            () -> scene.inventory(scene.masaAt("https://masa.invalid")),
            DATA::resolve,
            reports,
            Map.of("answerWaitSeconds", 3),
            Clock.systemUTC(),
            System::nanoTime);
    Settings before = resource.settings();

    resource.modified(Map.of("answerWaitSeconds", 3));
    resource.modified(Map.of());

    assertThat(resource.settings()).isSameAs(before);
    assertThat(reports.said()).containsExactly("accepted");
    resource.deactivate();
  }
}
