package org.wardgate.ward.network;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.network.NetworkErrors;
import org.wardgate.api.platform.SystemPrograms;

/**
 * Validated configuration.
 *
 * @param wardInterface the bridge the ward is attached to
 * @param ulogdCommand as {@link SystemPrograms} allows it
 * @param pluginDirectory of ulogd2, if told
 * @param nflogGroup where denied packets come from, 1 to 65535
 * @param ipCommand as {@link SystemPrograms} allows it
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
  private static final List<String> LIBRARIES = List.of("/usr/lib", "/usr/lib64");
  private static final Pattern FOLDER = Pattern.compile("/[A-Za-z0-9_./+-]{0,255}");

  /** Reads what an operator configured. */
  static Parsed<NetworkSettings> of(Map<String, ?> properties) {
    return of(properties, SystemPrograms.ofThisMachine());
  }

  static Parsed<NetworkSettings> of(Map<String, ?> properties, SystemPrograms programs) {
    Checked checked = Checked.of(NetworkConfiguration.class, properties);
    return checked.parsed(
        new NetworkSettings(
            checked.form("wardInterface", text -> matching(INTERFACE, text)),
            checked.form("ulogdCommand", text -> programs.configured("ulogd", text)),
            checked.form("ulogdPluginDirectory", text -> folder(text, programs.any())),
            checked.integer("nflogGroup", 1, GROUP_MAX),
            checked.form("ipCommand", text -> programs.configured("ip", text)),
            checked.flag("dhcpListen")));
  }

  /** A plugin is a program too. */
  private static Optional<Path> folder(String text, boolean any) throws RefusedException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Path folder = Path.of(matching(FOLDER, text)).normalize();
    if (!any && LIBRARIES.stream().noneMatch(folder::startsWith)) {
      throw new RefusedException(NetworkErrors.BAD_CONFIGURATION, "below one of " + LIBRARIES);
    }
    return Optional.of(folder);
  }

  private static String matching(Pattern form, String text) throws RefusedException {
    if (!form.matcher(text).matches()) {
      throw new RefusedException(NetworkErrors.BAD_CONFIGURATION, "must match " + form);
    }
    return text;
  }
}
