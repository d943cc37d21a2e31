package org.wardgate.platform.felix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the gateway itself. */
@ObjectClassDefinition(
    id = FelixPlatform.PID,
    name = "Wardgate platform",
    description = "Which gateway this is and where it keeps its data")
public @interface PlatformConfiguration {
  /** Absolute path; made if it does not exist. */
  @AttributeDefinition(
      name = "Data directory",
      description = "Absolute path; made with permissions for the owner alone")
  String dataDirectory();

  /** Unique in the hospital. */
  @AttributeDefinition(
      name = "Gateway id",
      description = "Unique in the hospital, 1 to 64 characters of a-z, 0-9 and -")
  String gatewayId() default "gateway-1";

  /** For people. */
  @AttributeDefinition(name = "Ward", description = "Its name for people, 1 to 100 characters")
  String wardName() default "Ward 1";
}
