package org.wardgate.console;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set of the console. */
@ObjectClassDefinition(
    id = ConsoleConfiguration.PID,
    name = "Wardgate console",
    description = "The admin REST API")
public @interface ConsoleConfiguration {

  /** The configuration's and the component's name. */
  String PID = "org.wardgate.console";

  /** The token file. */
  @AttributeDefinition(
      name = "Token file",
      description = "Name of the bearer token's file in the data directory 'admin'")
  String tokenFile() default "admin.token";

  /** Further hosts. */
  @AttributeDefinition(
      name = "Allowed hosts",
      description =
          "Host names, besides this machine's own loopback names, that requests may be addressed to")
  String[] allowedHosts() default {};
}
