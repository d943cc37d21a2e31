package org.wardgate.enforcement.nft;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.wardgate.api.configuration.Checked;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.SystemPrograms;

/**
 * Validated configuration.
 *
 * @param wardInterface the bridge the ward is attached to; safe in rule text
 * @param localNetworks what {@code local-networks} of a MUD file means
 * @param nftCommand as {@link SystemPrograms} allows it
 * @param ipCommand as {@link SystemPrograms} allows it
 * @param tableName of the table this gateway owns; safe in rule text
 * @param strangerUdpPorts what anybody on the ward may ask of the gateway
 * @param memberPorts what placed devices may ask besides, over UDP and TCP
 * @param nflogGroup where denied packets are reported, 1 to 65535
 * @param watchPeriod how often the table is looked for
 * @param commandTimeout how long nft may take for one change
 * @param onStop what is left in force at an orderly end
 * @param extendsTimeouts whether the kernel extends the time of an element that is added again
 */
record NftSettings(
    String wardInterface,
    List<AddressRange> localNetworks,
    String nftCommand,
    String ipCommand,
    String tableName,
    List<Integer> strangerUdpPorts,
    List<Integer> memberPorts,
    int nflogGroup,
    Duration watchPeriod,
    Duration commandTimeout,
    OnStop onStop,
    boolean extendsTimeouts) {
  /** Most networks and ports a list may hold. */
  static final int LIST_MAX_COUNT = 64;

  private static final int PORT_MAX = 65_535;
  private static final Set<String> ON_STOP = Set.of("closed", "static");
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,30}");

  NftSettings {
    localNetworks = List.copyOf(localNetworks);
    strangerUdpPorts = List.copyOf(strangerUdpPorts);
    memberPorts = List.copyOf(memberPorts);
  }

  /** Reads what an operator configured. */
  static Parsed<NftSettings> of(Map<String, ?> properties) {
    return of(properties, SystemPrograms.ofThisMachine());
  }

  static Parsed<NftSettings> of(Map<String, ?> properties, SystemPrograms programs) {
    Checked checked = Checked.of(NftConfiguration.class, properties);
    return checked.parsed(
        new NftSettings(
            checked.form("wardInterface", text -> matching(INTERFACE, text)),
            checked.list("localNetworks", LIST_MAX_COUNT, NftSettings::network),
            checked.form("nftCommand", text -> programs.configured("nft", text)),
            checked.form("ipCommand", text -> programs.configured("ip", text)),
            checked.form("tableName", text -> matching(TABLE, text)),
            checked.integers("strangerUdpPorts", LIST_MAX_COUNT, 1, PORT_MAX),
            checked.integers("memberPorts", LIST_MAX_COUNT, 1, PORT_MAX),
            checked.integer("nflogGroup", 1, PORT_MAX),
            Duration.ofMillis(checked.integer("watchPeriodMs", 100, 60_000)),
            Duration.ofMillis(checked.integer("commandTimeoutMs", 500, 60_000)),
            OnStop.valueOf(checked.option("onStop", ON_STOP).toUpperCase(Locale.ROOT)),
            KernelRelease.extendsTimeouts(System.getProperty("os.version", ""))));
  }

  /** Defaults around what the text of a table depends on. */
  static NftSettings forText(String wardInterface, List<AddressRange> localNetworks)
      throws RefusedException {
    return new NftSettings(
        matching(INTERFACE, wardInterface),
        localNetworks,
        "nft",
        "ip",
        "wardgate",
        List.of(67, 547, 5684),
        List.of(53),
        5,
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        OnStop.CLOSED,
        true);
  }

  private static AddressRange network(String cidr) throws RefusedException {
    return AddressRange.ofCidr(cidr.strip()).orElseThrow(() -> refused("not a network"));
  }

  private static String matching(Pattern form, String text) throws RefusedException {
    if (!form.matcher(text).matches()) {
      throw refused("must match " + form);
    }
    return text;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(EnforcementErrors.BAD_CONFIGURATION, detail);
  }
}
