package org.wardgate.enforcement.nft;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Validated configuration.
 *
 * @param wardInterface the bridge the ward is attached to; safe in rule text
 * @param localNetworks what {@code local-networks} of a MUD file means
 * @param nftCommand program name or path
 * @param ipCommand program name or path
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

  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,14}");
  private static final Pattern TABLE = Pattern.compile("[a-z][a-z0-9_]{0,30}");
  private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9_./+-]{1,255}");

  NftSettings {
    localNetworks = List.copyOf(localNetworks);
    strangerUdpPorts = List.copyOf(strangerUdpPorts);
    memberPorts = List.copyOf(memberPorts);
  }

  /**
   * Checks what an operator wrote.
   *
   * @throws RefusedException naming the property
   */
  static NftSettings of(NftConfiguration written) throws RefusedException {
    return new NftSettings(
        matching(INTERFACE, "wardInterface", written.wardInterface()),
        networks(written.localNetworks()),
        matching(COMMAND, "nftCommand", written.nftCommand()),
        matching(COMMAND, "ipCommand", written.ipCommand()),
        matching(TABLE, "tableName", written.tableName()),
        ports("strangerUdpPorts", written.strangerUdpPorts()),
        ports("memberPorts", written.memberPorts()),
        within("nflogGroup", written.nflogGroup(), 1, 65_535),
        Duration.ofMillis(within("watchPeriodMs", written.watchPeriodMs(), 100, 60_000)),
        Duration.ofMillis(within("commandTimeoutMs", written.commandTimeoutMs(), 500, 60_000)),
        onStop(written.onStop()),
        KernelRelease.extendsTimeouts(System.getProperty("os.version", "")));
  }

  /** Defaults around what the text of a table depends on. */
  static NftSettings forText(String wardInterface, List<AddressRange> localNetworks)
      throws RefusedException {
    return new NftSettings(
        matching(INTERFACE, "wardInterface", wardInterface),
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

  private static List<AddressRange> networks(String[] written) throws RefusedException {
    if (written.length > LIST_MAX_COUNT) {
      throw refused("localNetworks", "more than " + LIST_MAX_COUNT);
    }
    List<AddressRange> networks = new ArrayList<>();
    for (String cidr : written) {
      networks.add(
          AddressRange.ofCidr(cidr.strip()).orElseThrow(() -> refused("localNetworks", cidr)));
    }
    return networks;
  }

  private static OnStop onStop(String written) throws RefusedException {
    return switch (written) {
      case "closed" -> OnStop.CLOSED;
      case "static" -> OnStop.STATIC;
      default -> throw refused("onStop", written);
    };
  }

  private static List<Integer> ports(String property, int[] written) throws RefusedException {
    if (written.length > LIST_MAX_COUNT) {
      throw refused(property, "more than " + LIST_MAX_COUNT);
    }
    List<Integer> ports = new ArrayList<>();
    for (int port : written) {
      ports.add(within(property, port, 1, 65_535));
    }
    return ports;
  }

  private static String matching(Pattern form, String property, String value)
      throws RefusedException {
    if (!form.matcher(value).matches()) {
      throw refused(property, value);
    }
    return value;
  }

  private static int within(String property, int value, int min, int max) throws RefusedException {
    if (value < min || value > max) {
      throw refused(property, value + " is not in " + min + ".." + max);
    }
    return value;
  }

  private static RefusedException refused(String property, String value) {
    return new RefusedException(EnforcementErrors.BAD_CONFIGURATION, property + ": " + value);
  }
}
