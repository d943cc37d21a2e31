package org.wardgate.enforcement.nft;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate nftables enforcement",
    description = "Turns policies into nftables rules on the ward's interface")
@interface NftConfiguration {
  @AttributeDefinition(
      name = "Ward interface",
      description = "The bridge the ward's devices are attached to")
  String wardInterface() default "br0";

  @AttributeDefinition(
      name = "Local networks",
      description = "Networks that local-networks of a MUD file stands for, a.b.c.d/n or x:y::/n")
  String[] localNetworks() default {};

  @AttributeDefinition(name = "nft command", description = "Program name or path")
  String nftCommand() default "nft";

  @AttributeDefinition(name = "ip command", description = "Program name or path")
  String ipCommand() default "ip";

  @AttributeDefinition(
      name = "Table",
      description = "The inet table this gateway owns; no other is touched")
  String tableName() default "wardgate";

  @AttributeDefinition(
      name = "UDP ports for strangers",
      description = "What anybody on the ward may ask of the gateway: DHCP, DHCPv6 and CoAPS")
  int[] strangerUdpPorts() default {67, 547, 5684};

  @AttributeDefinition(
      name = "Ports for placed devices",
      description = "What placed devices may ask of the gateway besides, over UDP and TCP: DNS")
  int[] memberPorts() default {53};

  @AttributeDefinition(name = "NFLOG group", min = "1", max = "65535")
  int nflogGroup() default 5;

  @AttributeDefinition(
      name = "Watch period (ms)",
      description = "How often the table is looked for",
      min = "100",
      max = "60000")
  int watchPeriodMs() default 1_000;

  @AttributeDefinition(
      name = "Command timeout (ms)",
      description = "How long nft may take for one change",
      min = "500",
      max = "60000")
  int commandTimeoutMs() default 10_000;

  @AttributeDefinition(
      name = "On stop",
      description =
          "What stays in force at an orderly end: closed (therapy floors only) or static (the last"
              + " policies)",
      options = {
        @Option(label = "closed", value = "closed"),
        @Option(label = "static", value = "static")
      })
  String onStop() default "closed";
}
