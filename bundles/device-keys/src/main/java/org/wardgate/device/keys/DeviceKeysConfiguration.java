package org.wardgate.device.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. What arrives is checked in code whatever is said here. */
@ObjectClassDefinition(
    id = DeviceKeys.PID,
    name = "Wardgate Device Keys",
    description =
        "Keys that devices without certificates share with the gateway. They arrive in a delivery"
            + " that the hospital signed and sealed for this gateway; keys in force stay when a"
            + " delivery is refused.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface DeviceKeysConfiguration {
  /** The delivery: signed by the hospital, sealed for this gateway. */
  @AttributeDefinition(
      name = "Files: Delivery",
      description =
          "Absolute path of the signed and sealed delivery of keys. Empty:"
              + " 'inventory/device-keys.p7m' in the data directory. It need not exist.",
      required = false)
  String deliveryFile() default "";

  /** Whom signers of deliveries chain to. */
  @AttributeDefinition(
      name = "Files: Anchors",
      description =
          "Absolute path of the PEM file with the hospital's inventory anchors, whom the signers of"
              + " deliveries chain to. Empty: 'inventory/anchors.pem' in the data directory.",
      required = false)
  String anchorsFile() default "";

  /** Time between looks at the delivery. */
  @AttributeDefinition(
      name = "Times: Poll Interval (s)",
      description = "Seconds between looks at the delivery, 1 to 3600.",
      min = "1",
      max = "3600")
  int pollSeconds() default 10;
}
