package org.wardgate.names;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = WardResolverComponent.PID,
    name = "Wardgate Names",
    description =
        "The DNS resolver of the ward's devices. Addresses it answers are let through before the"
            + " device hears of them.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
@interface NamesConfiguration {
  @AttributeDefinition(
      name = "Bind Address",
      description =
          "The gateway's IPv4 address on the ward, not one that others reach. If it cannot be"
              + " bound, what was open before stays open.")
  String bindAddress() default "127.0.0.1";

  @AttributeDefinition(
      name = "Bind Address IPv6",
      description =
          "The gateway's IPv6 address on the ward, if devices ask there too. Empty: there is none.",
      required = false)
  String bindAddressIpv6() default "";

  @AttributeDefinition(
      name = "Port",
      description =
          "UDP and TCP port that devices ask, 0 to 65535. 0 takes any free port, for tests alone.",
      min = "0",
      max = "65535")
  int port() default 53;

  @AttributeDefinition(
      name = "Upstream",
      description =
          "The resolver that is asked: address or address:port, IPv6 in brackets. Empty: the first"
              + " name server in /etc/resolv.conf, looked up when this configuration is taken.",
      required = false)
  String upstream() default "";

  @AttributeDefinition(
      name = "Private Names",
      description =
          "Suffixes of names that may resolve to private addresses, at most 256, such as"
              + " hospital.internal. Other names that do are refused (DNS rebinding).",
      cardinality = NamesSettings.SUFFIXES_MAX_COUNT,
      required = false)
  String[] privateAllowedNames() default {};
}
