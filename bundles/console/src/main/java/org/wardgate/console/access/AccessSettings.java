package org.wardgate.console.access;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.ConsoleConfiguration;

/**
 * Validated configuration.
 *
 * @param tokenFile plain name of the admin token's file
 * @param allowedHosts further hosts, lower case
 * @param plainPasswords whether passwords count without TLS too
 */
record AccessSettings(String tokenFile, List<String> allowedHosts, boolean plainPasswords) {
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Copies the list. */
  AccessSettings {
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Reads what an operator configured. */
  static Parsed<AccessSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(ConsoleConfiguration.class, properties);
    return checked.parsed(
        new AccessSettings(
            checked.form("tokenFile", AccessSettings::fileName),
            checked.list(
                "allowedHosts", ConsoleConfiguration.HOSTS_MAX_COUNT, AccessSettings::host),
            checked.flag("plainPasswords")));
  }

  private static String fileName(String text) throws RefusedException {
    if (!FILE_NAME.matcher(text).matches()) {
      throw refused("tokenFile must be a plain file name");
    }
    return text;
  }

  private static String host(String text) throws RefusedException {
    return Hosts.name(text).orElseThrow(() -> refused("not a host name"));
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(ConsoleErrors.BAD_CONFIGURATION, detail);
  }
}
