package org.wardgate.platform.kura.vault;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Icon;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where an operator wants the gateway's keys. What arrives is checked in code as well. */
@ObjectClassDefinition(
    id = VaultComponent.PID,
    name = "Wardgate Key Vault",
    description =
        "Which of Kura's key stores holds the gateway's private keys. Nothing else should use that"
            + " store.",
    icon = @Icon(resource = "OSGI-INF/icon.png", size = 32))
public @interface VaultForm {
  /** Chooses the key store. */
  @AttributeDefinition(
      name = "Keystore Target Filter",
      description =
          "OSGi filter that selects the key store by its kura.service.pid. Known keys go on when"
              + " the store is away; a store without the keys gets them back from their copies.")
  String KeystoreService_target() default VaultComponent.DEFAULT_TARGET;

  /** Whether Kura is asked for a key store. */
  @AttributeDefinition(
      name = "Make Keystore",
      description =
          "If the filter is the default one and there is no such key store, have Kura make it with"
              + " a random password, once, as keystore/wardgate.ks in the data directory.")
  boolean makeKeystore() default true;
}
