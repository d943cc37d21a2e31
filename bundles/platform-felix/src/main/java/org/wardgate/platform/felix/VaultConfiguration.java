package org.wardgate.platform.felix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where an operator wants the gateway's keys. */
@ObjectClassDefinition(
    id = VaultComponent.PID,
    name = "Wardgate key vault",
    description = "A PKCS#12 file in the data directory, or a PKCS#11 token")
public @interface VaultConfiguration {
  /** Empty: the file. */
  @AttributeDefinition(
      name = "PKCS#11 library",
      description =
          "Absolute path of the token's library, for example /usr/lib/softhsm/libsofthsm2.so; empty:"
              + " keys are kept in a PKCS#12 file",
      required = false)
  String pkcs11Library() default "";

  /** Slot number. */
  @AttributeDefinition(
      name = "Slot",
      description = "The slot's number, decimal; empty: the slot of that index is taken",
      required = false)
  String pkcs11Slot() default "";

  /** Index among the slots. */
  @AttributeDefinition(
      name = "Slot index",
      description = "Which of the library's slots, counted from 0; if no number is given",
      min = "0",
      max = "255")
  int pkcs11SlotIndex() default 0;

  /** Where the PIN is. */
  @AttributeDefinition(
      name = "PIN file",
      description = "Absolute path of a file with the user's PIN, readable by the owner alone",
      required = false)
  String pkcs11PinFile() default "";
}
