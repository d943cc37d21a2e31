package org.wardgate.ward.network;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate ward network",
    description = "Addresses, DHCP messages and denied packets of the ward's segment")
@interface NetworkConfiguration {
  @AttributeDefinition(
      name = "Ward interface",
      description = "The bridge the ward's devices are attached to")
  String wardInterface() default "br0";

  @AttributeDefinition(name = "ulogd command", description = "Program name or path of ulogd2")
  String ulogdCommand() default "ulogd";

  @AttributeDefinition(
      name = "ulogd plugins",
      description = "Folder of ulogd2's plugins; empty: looked for in the usual places")
  String ulogdPluginDirectory() default "";

  @AttributeDefinition(name = "ip command", description = "Program name or path of iproute2's ip")
  String ipCommand() default "ip";

  @AttributeDefinition(
      name = "Listen to DHCP",
      description = "Whether MUD URLs in DHCP messages of the ward are listened for")
  boolean dhcpListen() default true;

  @AttributeDefinition(name = "NFLOG group", min = "1", max = "65535")
  int nflogGroup() default 5;
}
