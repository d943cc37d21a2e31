package org.wardgate.platform.felix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the gateway itself. */
@ObjectClassDefinition(
    id = FelixPlatform.PID,
    name = "Wardgate Platform",
    description =
        "Which gateway this is and where it keeps its data. Directory and id change at the next"
            + " start only.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
public @interface PlatformConfiguration {
  /** Absolute path; made if it does not exist. */
  @AttributeDefinition(
      name = "Data Directory",
      description =
          "Absolute path; made with permissions for the owner alone. Journal and keys are in it: a"
              + " gateway with another one is another gateway. Takes effect at the next start.")
  String dataDirectory() default "/var/lib/wardgate";

  /** Unique in the hospital. */
  @AttributeDefinition(
      name = "Gateway Id",
      description =
          "Unique in the hospital, 1 to 64 characters of a-z, 0-9 and -. Takes effect at the next"
              + " start.")
  String gatewayId() default "gateway-1";

  /** For people. */
  @AttributeDefinition(
      name = "Ward Name",
      description = "Its name for people, 1 to 100 characters without < and >.")
  String wardName() default "Ward 1";
}
