package org.wardgate.emulators.device;

import org.eclipse.californium.core.CoapResource;

/** What the gateway may ask of a device over the session the device opened. */
final class Served {
  private static final String FOLDER = "wg";

  private Served() {}

  /** While it joins: it takes its configuration. */
  static CoapResource beforeAdmission(Progress progress) {
    CoapResource folder = new CoapResource(FOLDER, false);
    folder.add(new ConfigurationResource(progress));
    return folder;
  }

  /** In the ward: it answers challenges as well. */
  static CoapResource inTheWard(Attester attester, Progress progress) {
    CoapResource folder = beforeAdmission(progress);
    folder.add(new AttestResource(attester));
    return folder;
  }
}
