package org.wardgate.emulators.demo;

import java.util.List;

/** Where the demo is shown. Used by one thread at a time. */
interface Screen {
  /** Says what is being done while the demo starts or stops. */
  void progress(String line);

  /** Shows where every device stands. */
  void update(Scene scene);

  /** Shows what came of it, once, at the end. */
  void finish(Outcome outcome);

  /**
   * What there is to see.
   *
   * @param elapsedSeconds since the devices were switched on
   * @param consoleAddress of the admin API
   * @param gatewayUp whether the gateway answers
   * @param status of the gateway, the last known
   * @param devices in the order of the roster, then strangers
   */
  record Scene(
      long elapsedSeconds,
      String consoleAddress,
      boolean gatewayUp,
      GatewayStatus status,
      List<Watched> devices) {
    /** Copies the list. */
    public Scene {
      devices = List.copyOf(devices);
    }
  }
}
