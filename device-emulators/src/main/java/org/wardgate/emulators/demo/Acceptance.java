package org.wardgate.emulators.demo;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wardgate.emulators.provision.Provisioning;

/**
 * The operator of the demo: accepts, once, each device of a class that cannot attest, as a person
 * would who looked at it. Used by one thread.
 */
final class Acceptance {
  private static final String REASON = "demo: looked at it, it stays on the ward's networks";

  private final AdminApi api;
  private final Screen screen;
  private final Set<String> accepted = new HashSet<>();

  Acceptance(AdminApi api, Screen screen) {
    this.api = api;
    this.screen = screen;
  }

  /** Accepts whoever waits for it; tried again with the next look if the gateway says no. */
  void look(List<Watched> devices) throws InterruptedException {
    for (Watched device : devices) {
      DeviceRow row = device.row();
      if (!device.expected()
          || device.behaviour().hostile()
          || !row.seen()
          || !Provisioning.cannotAttest(row.deviceClass())
          || accepted.contains(row.id())) {
        continue;
      }
      try {
        if (!row.state().equals("ADMITTED")) {
          api.accept(row.id(), REASON);
          screen.progress("an operator accepts " + row.id() + ", which cannot attest");
        }
        accepted.add(row.id());
      } catch (IOException e) {
        screen.progress("not accepted: " + row.id() + ": " + e.getMessage());
      }
    }
  }
}
