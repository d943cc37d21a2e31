package org.wardgate.ward.network;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.network.NetworkErrors;

/**
 * Validated configuration.
 *
 * @param wardInterface the bridge the ward is attached to
 * @param ulogdCommand program name or path
 * @param pluginDirectory of ulogd2, if told
 * @param nflogGroup where denied packets come from, 1 to 65535
 * @param ipCommand name or path of iproute2's {@code ip}
 * @param dhcpListen whether MUD URLs in DHCP messages are listened for
 */
record NetworkSettings(
    String wardInterface,
    String ulogdCommand,
    Optional<Path> pluginDirectory,
    int nflogGroup,
    String ipCommand,
    boolean dhcpListen) {
  private static final int GROUP_MAX = 65_535;
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");
  private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9_./+-]{1,255}");
  private static final Pattern FOLDER = Pattern.compile("/[A-Za-z0-9_./+-]{0,255}");

  /** Reads what an operator configured. */
  static Parsed<NetworkSettings> of(Map<String, ?> properties) {
    Checked checked = Checked.of(NetworkConfiguration.class, properties);
    return checked.parsed(
        new NetworkSettings(
            checked.form("wardInterface", text -> matching(INTERFACE, text)),
            checked.form("ulogdCommand", text -> matching(COMMAND, text)),
            checked.form("ulogdPluginDirectory", NetworkSettings::folder),
            checked.integer("nflogGroup", 1, GROUP_MAX),
            checked.form("ipCommand", text -> matching(COMMAND, text)),
            checked.flag("dhcpListen")));
  }

  private static Optional<Path> folder(String text) throws RefusedException {
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(matching(FOLDER, text)));
  }

  private static String matching(Pattern form, String text) throws RefusedException {
    if (!form.matcher(text).matches()) {
      throw new RefusedException(NetworkErrors.BAD_CONFIGURATION, "must match " + form);
    }
    return text;
  }
}
