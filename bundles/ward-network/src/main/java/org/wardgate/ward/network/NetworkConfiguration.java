package org.wardgate.ward.network;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = WardNetworkComponent.PID,
    name = "Wardgate Ward Network",
    description =
        "Addresses, DHCP messages and denied packets of the ward's segment. It observes: a change"
            + " stops nobody's traffic.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
@interface NetworkConfiguration {
  @AttributeDefinition(
      name = "Ward Interface",
      description =
          "Network interface (bridge) that the ward's devices are attached to, 1 to 15 characters."
              + " The same as in Wardgate Enforcement.")
  String wardInterface() default "br0";

  @AttributeDefinition(
      name = "Listen to DHCP",
      description = "Whether MUD URLs in DHCP messages of the ward are listened for.")
  boolean dhcpListen() default true;

  @AttributeDefinition(
      name = "NFLOG Group",
      description =
          "Netlink group that denied packets come from, 1 to 65535. The same as in Wardgate"
              + " Enforcement.",
      min = "1",
      max = "65535")
  int nflogGroup() default 5;

  @AttributeDefinition(
      name = "System: ulogd Command",
      description =
          "ulogd, looked for in /usr/sbin, /sbin, /usr/bin, /bin and /usr/local/sbin, where only root"
              + " may be able to write it; or its path there. Another path only if the system property"
              + " org.wardgate.programs.ulogd names it at the start. Without it denied packets are"
              + " not seen, and nothing else is lost.")
  String ulogdCommand() default "ulogd";

  @AttributeDefinition(
      name = "System: ulogd Plugins",
      description =
          "Absolute path of the folder of ulogd2's plugins, below /usr/lib or /usr/lib64. Empty:"
              + " looked for there.",
      required = false)
  String ulogdPluginDirectory() default "";

  @AttributeDefinition(
      name = "System: ip Command",
      description =
          "ip, looked for in /usr/sbin, /sbin, /usr/bin, /bin and /usr/local/sbin, where only root"
              + " may be able to write it; or its path there. Another path only if the system property"
              + " org.wardgate.programs.ip names it at the start.")
  String ipCommand() default "ip";
}
