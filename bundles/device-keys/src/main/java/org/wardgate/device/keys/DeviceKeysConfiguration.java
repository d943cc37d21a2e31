package org.wardgate.device.keys;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator may set. */
@ObjectClassDefinition(
    name = "Wardgate device keys",
    description = "Keys that devices without certificates share with the gateway")
public @interface DeviceKeysConfiguration {
  /** The delivery: signed by the hospital, sealed for this gateway. */
  @AttributeDefinition(description = "File with the signed and sealed delivery of keys")
  String deliveryFile() default "/etc/wardgate/device-keys.p7m";

  /** Whom signers of deliveries chain to. */
  @AttributeDefinition(description = "PEM file with the hospital's inventory anchors")
  String anchorsFile() default "/etc/wardgate/inventory-anchors.pem";

  /** Time between looks at the delivery. */
  @AttributeDefinition(
      description = "Seconds between looks at the delivery",
      min = "1",
      max = "3600")
  int pollSeconds() default 10;
}
