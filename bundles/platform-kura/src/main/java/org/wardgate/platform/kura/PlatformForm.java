package org.wardgate.platform.kura;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator sets about the gateway itself. What arrives is checked in code as well. */
@ObjectClassDefinition(
    id = KuraPlatform.PID,
    name = "Wardgate Platform",
    description =
        "Which gateway this is. Its data are in the directory wardgate below Kura's data directory.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface PlatformForm {
  /** Unique in the hospital. */
  @AttributeDefinition(
      name = "Gateway Id",
      description =
          "Unique in the hospital, 1 to 64 characters of a-z, 0-9 and -. Empty: the one in use"
              + " stays; at the first start it is made from the serial number, the network address"
              + " or the device's name. A change"
              + " counts from the next start, because journal and keys belong to the id.",
      required = false)
  String gatewayId() default "";

  /** For people. */
  @AttributeDefinition(
      name = "Ward Name",
      description = "What people call the ward, 1 to 100 characters without < and >.")
  String wardName() default "Ward 1";
}
