package org.wardgate.inventory;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    id = InventoryService.PID,
    name = "Wardgate Inventory",
    description = "Where the hospital's signed list of devices lies.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
@interface InventoryConfiguration {
  @AttributeDefinition(
      name = "Files: Inventory",
      description =
          "The JSON file; files of devices lie beside it. Empty: inventory/inventory.json in the data"
              + " directory.",
      required = false)
  String inventoryFile() default "";

  @AttributeDefinition(
      name = "Files: Signature",
      description = "Detached CMS signature of the inventory file. Empty: its name and .p7s.",
      required = false)
  String signatureFile() default "";

  @AttributeDefinition(
      name = "Files: Anchors",
      description =
          "PEM certificates that signers of the inventory chain to. Empty: inventory/anchors.pem in"
              + " the data directory.",
      required = false)
  String anchorsFile() default "";

  @AttributeDefinition(
      name = "Times: Poll Interval (s)",
      description = "How often the files are looked at for changes, 1 to 3,600 seconds.",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
