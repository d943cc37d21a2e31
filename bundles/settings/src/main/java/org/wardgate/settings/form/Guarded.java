package org.wardgate.settings.form;

import java.util.List;
import java.util.Set;

/**
 * The settings that nobody changes over the network: they say how many people must agree, whose
 * signatures and whose names count, which programs run with the gateway's rights, and which gateway
 * this is. One operator could otherwise take away what binds all of them.
 */
final class Guarded {
  /** Why each is shown only, for whoever sees the form. */
  static final String NOTE =
      "It binds all operators: changed in the platform's own console or on the machine.";

  private static final Set<String> NAMES =
      Set.of(
          "approvalsMin",
          "caFile",
          "dataDirectory",
          "gatewayId",
          "pkcs11Library",
          "pkcs11PinFile",
          "plainPasswords",
          "probesMin",
          "serverVouchesForUserName",
          "sharedSecretFile",
          "ulogdPluginDirectory");

  private static final List<String> ENDINGS = List.of("anchorsFile", "AnchorsFile", "Command");

  private Guarded() {}

  static boolean guards(String attribute) {
    return NAMES.contains(attribute) || ENDINGS.stream().anyMatch(attribute::endsWith);
  }
}
