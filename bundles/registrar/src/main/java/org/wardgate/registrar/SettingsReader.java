package org.wardgate.registrar;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
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

  private SettingsReader() {}

  static Settings read(RegistrarConfig config, DataDirectory data) throws RefusedException {
    return new Settings(
        directory(config.voucherDirectory(), data),
        new NoncelessRule(
            config.nonceless(),
            within("noncelessDaysMax", config.noncelessDaysMax(), 1, NONCELESS_MAX_DAYS)),
        Duration.ofSeconds(
            within("masaTimeoutSeconds", config.masaTimeoutSeconds(), 1, TIMEOUT_MAX_SECONDS)),
        Duration.ofSeconds(
            within("answerWaitSeconds", config.answerWaitSeconds(), 0, WAIT_MAX_SECONDS)),
        audit(config.auditLog()));
  }

  private static Path directory(String path, DataDirectory data) throws RefusedException {
    if (path.isEmpty()) {
      return data.directory("vouchers");
    }
    try {
      Path directory = Path.of(path);
      if (directory.isAbsolute()) {
        return directory;
      }
    } catch (InvalidPathException e) {
      throw bad("voucherDirectory: " + e.getReason());
    }
    throw bad("voucherDirectory must be an absolute path");
  }

  private static int within(String name, int value, int min, int max) throws RefusedException {
    if (value < min || value > max) {
      throw bad(name + " must be " + min + " to " + max);
    }
    return value;
  }

  private static AuditRule audit(String name) throws RefusedException {
    return switch (name) {
      case "off" -> AuditRule.OFF;
      case "report" -> AuditRule.REPORT;
      case "require" -> AuditRule.REQUIRE;
      default -> throw bad("auditLog must be off, report or require");
    };
  }

  private static RefusedException bad(String what) {
    return new RefusedException(PlatformErrors.BAD_CONFIGURATION, what);
  }
}
