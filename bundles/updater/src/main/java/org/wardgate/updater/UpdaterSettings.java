package org.wardgate.updater;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.updater.pack.PackageLimits;

/**
 * What is configured, checked. Immutable.
 *
 * @param anchorsFile whom signers of updates chain to; empty: the documented place
 * @param approvalsMin how many people must stand behind an update
 * @param inboxPollSeconds how often the inbox is looked at
 * @param allowedHosts servers that packages may be fetched from, in lower case
 * @param tlsAnchorsFile whom these servers chain to; empty: the Java platform's
 * @param packageMaxBytes largest package
 * @param installSeconds within which an update must become healthy
 * @param probationSeconds through which it must stay healthy
 * @param probesMin what must be tried before it counts, as far as the running set offers it
 */
public record UpdaterSettings(
    Optional<Path> anchorsFile,
    int approvalsMin,
    int inboxPollSeconds,
    List<String> allowedHosts,
    Optional<Path> tlsAnchorsFile,
    long packageMaxBytes,
    int installSeconds,
    int probationSeconds,
    List<String> probesMin) {
  /** Most people who must stand behind an update. */
  static final int APPROVALS_MAX_COUNT = 2;

  /** Most servers. */
  static final int HOSTS_MAX_COUNT = 16;

  /** Most probes. */
  static final int PROBES_MAX_COUNT = 8;

  private static final int POLL_MAX_SECONDS = 3_600;
  private static final int PACKAGE_MAX_MIB = 64;
  private static final int INSTALL_MIN_SECONDS = 5;
  private static final int INSTALL_MAX_SECONDS = 600;
  private static final int PROBATION_MAX_SECONDS = 3_600;
  private static final long BYTES_OF_A_MIB = 1024L * 1024;
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?");

  /** Copies the lists. */
  public UpdaterSettings {
    allowedHosts = List.copyOf(allowedHosts);
    probesMin = List.copyOf(probesMin);
  }

  /** Reads a configuration. */
  static Parsed<UpdaterSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(UpdaterConfiguration.class, properties);
    return checked.parsed(
        new UpdaterSettings(
            checked.path("anchorsFile"),
            checked.integer("approvalsMin", 1, APPROVALS_MAX_COUNT),
            checked.integer("inboxPollSeconds", 1, POLL_MAX_SECONDS),
            checked.list("allowedHosts", HOSTS_MAX_COUNT, UpdaterSettings::host),
            checked.path("tlsAnchorsFile"),
            checked.integer("packageMaxMiB", 1, PACKAGE_MAX_MIB) * BYTES_OF_A_MIB,
            checked.integer("installSeconds", INSTALL_MIN_SECONDS, INSTALL_MAX_SECONDS),
            checked.integer("probationSeconds", 1, PROBATION_MAX_SECONDS),
            checked.list("probesMin", PROBES_MAX_COUNT, UpdaterSettings::probe)));
  }

  private static String probe(String text) {
    if (!PackageLimits.PROBE.matcher(text).matches()) {
      throw new IllegalArgumentException("not the name of a probe");
    }
    return text;
  }

  private static String host(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw new IllegalArgumentException("not a host name");
    }
    return host;
  }
}
