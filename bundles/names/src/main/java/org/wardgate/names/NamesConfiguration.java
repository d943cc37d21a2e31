package org.wardgate.names;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate names",
    description = "The DNS resolver of the ward's devices")
@interface NamesConfiguration {
  @AttributeDefinition(
      name = "Address",
      description = "The gateway's IPv4 address on the ward; not an address others reach")
  String bindAddress() default "127.0.0.1";

  @AttributeDefinition(
      name = "IPv6 address",
      description = "The gateway's IPv6 address on the ward, if devices ask there too")
  String bindAddressIpv6() default "";

  @AttributeDefinition(name = "Port of UDP and TCP", min = "0", max = "65535")
  int port() default 53;

  @AttributeDefinition(
      name = "Upstream",
      description = "The resolver that is asked, address or address:port; IPv6 in brackets")
  String upstream() default "";

  @AttributeDefinition(
      name = "Names with private addresses",
      description = "Suffixes of names that may resolve to private addresses")
  String[] privateAllowedNames() default {};
}
