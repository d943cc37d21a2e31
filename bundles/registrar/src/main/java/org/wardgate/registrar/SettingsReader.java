package org.wardgate.registrar;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.registrar.desk.AuditRule;
import org.wardgate.registrar.desk.Settings;
import org.wardgate.registrar.voucher.NoncelessRule;

/** Checks a configuration. Stateless. */
final class SettingsReader {
  private static final int NONCELESS_MAX_DAYS = 3_660;
  private static final int TIMEOUT_MAX_SECONDS = 120;

  /** Less than the transport waits for a handler. */
  private static final int WAIT_MAX_SECONDS = 8;

  private static final Set<String> AUDIT = Set.of("off", "report", "require");

  private SettingsReader() {}

  static Parsed<Settings> read(Map<String, ?> properties, DataDirectory data) {
    Checked checked = Checked.of(RegistrarConfig.class, properties);
    return checked.parsed(
        new Settings(
            checked.form("voucherDirectory", path -> directory(path, data)),
            new NoncelessRule(
                checked.flag("nonceless"),
                checked.integer("noncelessDaysMax", 1, NONCELESS_MAX_DAYS)),
            Duration.ofSeconds(checked.integer("masaTimeoutSeconds", 1, TIMEOUT_MAX_SECONDS)),
            Duration.ofSeconds(checked.integer("answerWaitSeconds", 0, WAIT_MAX_SECONDS)),
            AuditRule.valueOf(checked.option("auditLog", AUDIT).toUpperCase(Locale.ROOT))));
  }

  private static Path directory(String path, DataDirectory data) throws RefusedException {
    if (path.isEmpty()) {
      return data.directory("vouchers");
    }
    Path directory = Path.of(path);
    if (!directory.isAbsolute()) {
      throw new RefusedException(
          PlatformErrors.BAD_CONFIGURATION, "voucherDirectory must be an absolute path");
    }
    return directory;
  }
}
