package org.wardgate.platform.felix;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where an operator wants the gateway's keys. */
@ObjectClassDefinition(
    id = VaultComponent.PID,
    name = "Wardgate Key Vault",
    description =
        "Where the gateway's keys are: a PKCS#12 file in the data directory, or a PKCS#11 token. An"
            + " open vault is exchanged at the next start.",
    icon = @Icon(resource = "OSGI-INF/wardgate.png", size = 32))
public @interface VaultConfiguration {
  /** Empty: the file. */
  @AttributeDefinition(
      name = "Token: PKCS#11 Library",
      description =
          "Absolute path of the token's library, for example /usr/lib/softhsm/libsofthsm2.so; empty:"
              + " keys are kept in a PKCS#12 file.",
      required = false)
  String pkcs11Library() default "";

  /** Slot number. */
  @AttributeDefinition(
      name = "Token: Slot",
      description = "The slot's number, decimal; empty: the slot of that index is taken.",
      required = false)
  String pkcs11Slot() default "";

  /** Index among the slots. */
  @AttributeDefinition(
      name = "Token: Slot Index",
      description = "Which of the library's slots, counted from 0; if no number is given.",
      min = "0",
      max = "255")
  int pkcs11SlotIndex() default 0;

  /** Where the PIN is. */
  @AttributeDefinition(
      name = "Token: PIN File",
      description = "Absolute path of a file with the user's PIN, readable by the owner alone.",
      required = false)
  String pkcs11PinFile() default "";
}
