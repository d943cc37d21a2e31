package org.wardgate.emulators.device;

import org.wardgate.api.Bytes;

/** Told how far a device has come. Called from several threads. */
interface Progress {
  /** A step worked. */
  void done(String step, String detail);

  /** A step did not work. */
  void failed(String step, String why);

  /** The gateway accepted this evidence. */
  void attested(Bytes evidence);

  /** The gateway challenged the device while it was admitted, and got its answer. */
  void challenged();
}
