package org.wardgate.ward.network;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
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
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");
  private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9_./+-]{1,255}");
  private static final Pattern FOLDER = Pattern.compile("/[A-Za-z0-9_./+-]{0,255}");

  /**
   * Checks what an operator wrote.
   *
   * @throws RefusedException naming the property
   */
  static NetworkSettings of(NetworkConfiguration written) throws RefusedException {
    String plugins = written.ulogdPluginDirectory();
    if (written.nflogGroup() < 1 || written.nflogGroup() > 65_535) {
      throw refused("nflogGroup", Integer.toString(written.nflogGroup()));
    }
    return new NetworkSettings(
        matching(INTERFACE, "wardInterface", written.wardInterface()),
        matching(COMMAND, "ulogdCommand", written.ulogdCommand()),
        plugins.isEmpty()
            ? Optional.empty()
            : Optional.of(Path.of(matching(FOLDER, "ulogdPluginDirectory", plugins))),
        written.nflogGroup(),
        matching(COMMAND, "ipCommand", written.ipCommand()),
        written.dhcpListen());
  }

  private static String matching(Pattern form, String property, String value)
      throws RefusedException {
    if (!form.matcher(value).matches()) {
      throw refused(property, value);
    }
    return value;
  }

  private static RefusedException refused(String property, String value) {
    return new RefusedException(NetworkErrors.BAD_CONFIGURATION, property + ": " + value);
  }
}
