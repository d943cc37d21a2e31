package org.wardgate.enforcement.nft;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What an operator configures. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = NftEnforcer.PID,
    name = "Wardgate Enforcement (nftables)",
    description =
        "Turns policies into nftables rules on the ward's interface. A change never opens anything:"
            + " the rules in force stay until the new ones take their place in one step.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
@interface NftConfiguration {
  @AttributeDefinition(
      name = "Ward Interface",
      description =
          "Network interface (bridge) that the ward's devices are attached to, 1 to 15 characters."
              + " The one before is no longer guarded.")
  String wardInterface() default "br0";

  @AttributeDefinition(
      name = "Local Networks",
      description =
          "Networks that local-networks of a MUD file stands for, a.b.c.d/n or x:y::/n, at most 64."
              + " Empty: it stands for nothing.",
      cardinality = NftSettings.LIST_MAX_COUNT,
      required = false)
  String[] localNetworks() default {};

  @AttributeDefinition(
      name = "On Stop",
      description =
          "What stays in force when enforcement ends in good order or is uninstalled. Closed:"
              + " therapy floors only. Static: the last policies. During an update of the gateway"
              + " they always stay.",
      options = {
        @Option(label = "Closed", value = "closed"),
        @Option(label = "Static", value = "static")
      })
  String onStop() default "closed";

  @AttributeDefinition(
      name = "Ports: UDP for Strangers",
      description =
          "UDP ports of the gateway that anybody on the ward may ask, 1 to 65535, at most 64: DHCP,"
              + " DHCPv6 and CoAPS. Keep the CoAPS port among them.",
      cardinality = NftSettings.LIST_MAX_COUNT,
      min = "1",
      max = "65535",
      required = false)
  int[] strangerUdpPorts() default {67, 547, 5684};

  @AttributeDefinition(
      name = "Ports: For Placed Devices",
      description =
          "UDP and TCP ports of the gateway that admitted devices may ask besides, 1 to 65535, at"
              + " most 64: DNS.",
      cardinality = NftSettings.LIST_MAX_COUNT,
      min = "1",
      max = "65535",
      required = false)
  int[] memberPorts() default {53};

  @AttributeDefinition(
      name = "System: NFLOG Group",
      description =
          "Netlink group that denied packets are reported to, 1 to 65535. The same as in Wardgate"
              + " Ward Network.",
      min = "1",
      max = "65535")
  int nflogGroup() default 5;

  @AttributeDefinition(
      name = "System: nft Command",
      description =
          "nft, looked for in /usr/sbin, /sbin, /usr/bin, /bin and /usr/local/sbin, where only root"
              + " may be able to write it; or its path there. Another path only if the system property"
              + " org.wardgate.programs.nft names it at the start.")
  String nftCommand() default "nft";

  @AttributeDefinition(
      name = "System: ip Command",
      description =
          "ip, looked for in /usr/sbin, /sbin, /usr/bin, /bin and /usr/local/sbin, where only root"
              + " may be able to write it; or its path there. Another path only if the system property"
              + " org.wardgate.programs.ip names it at the start.")
  String ipCommand() default "ip";

  @AttributeDefinition(
      name = "System: Table",
      description =
          "The inet and arp table that this gateway owns, lower case letters, digits and"
              + " underscores, at most 31. No other is touched. Under a new name the rules are"
              + " built anew, and meanwhile the ward is closed.")
  String tableName() default "wardgate";

  @AttributeDefinition(
      name = "Times: Watch Period (ms)",
      description = "Milliseconds between looks whether the table is there, 100 to 60000.",
      min = "100",
      max = "60000")
  int watchPeriodMs() default 1_000;

  @AttributeDefinition(
      name = "Times: Command (ms)",
      description = "Milliseconds that nft may take for one change, 500 to 60000.",
      min = "500",
      max = "60000")
  int commandTimeoutMs() default 10_000;
}
