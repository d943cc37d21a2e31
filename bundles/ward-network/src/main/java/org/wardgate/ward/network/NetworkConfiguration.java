package org.wardgate.ward.network;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate ward network",
    description = "Hardware addresses and denied packets of the ward's segment")
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

  @AttributeDefinition(name = "NFLOG group", min = "1", max = "65535")
  int nflogGroup() default 5;
}
