package org.wardgate.inventory;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What an operator configures. */
@ObjectClassDefinition(
    name = "Wardgate inventory",
    description = "Where the hospital's signed list of devices lies")
@interface InventoryConfiguration {
  @AttributeDefinition(name = "Inventory file", description = "The JSON file")
  String inventoryFile();

  @AttributeDefinition(
      name = "Signature file",
      description = "Detached CMS signature of the inventory file; empty means its name and .p7s",
      required = false)
  String signatureFile() default "";

  @AttributeDefinition(
      name = "Anchors file",
      description = "PEM certificates that signers of the inventory chain to")
  String anchorsFile();

  @AttributeDefinition(
      name = "Poll interval in seconds",
      description = "How often the files are looked at for changes",
      min = "1",
      max = "3600")
  int pollSeconds() default 2;
}
