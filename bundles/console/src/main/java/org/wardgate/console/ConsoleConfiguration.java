package org.wardgate.console;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set of the console. What arrives is checked in code. */
@ObjectClassDefinition(
    id = ConsoleConfiguration.PID,
    name = "Wardgate Console",
    description = "Who may use the admin REST API and its pages.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface ConsoleConfiguration {

  /** The configuration's and the component's name. */
  String PID = "org.wardgate.console";

  /** Most further hosts. */
  int HOSTS_MAX_COUNT = 64;

  /** The token file. */
  @AttributeDefinition(
      name = "Token File",
      description =
          "Name of the file with the admin's bearer token, in 'admin' of the data directory; a"
              + " plain name of at most 64 letters, digits, dots, hyphens and underscores. It is"
              + " made if it does not exist.")
  String tokenFile() default "admin.token";

  /** Further hosts. */
  @AttributeDefinition(
      name = "Allowed Hosts",
      description =
          "Host names and addresses, besides this machine's own loopback names, that requests may"
              + " be addressed to, at most 64. Others are refused (DNS rebinding).",
      cardinality = ConsoleConfiguration.HOSTS_MAX_COUNT,
      required = false)
  String[] allowedHosts() default {};

  /** Passwords without TLS. */
  @AttributeDefinition(
      name = "Plain Passwords",
      description =
          "Whether passwords of the platform's accounts count also where others on the network can"
              + " read them, and behind a proxy. Otherwise only over TLS or from this machine."
              + " Tokens are not concerned.")
  boolean plainPasswords() default false;
}
