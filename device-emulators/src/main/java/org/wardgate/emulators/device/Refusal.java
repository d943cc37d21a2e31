package org.wardgate.emulators.device;

/** The gateway said no, and why. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  Refusal(String step, String why) {
    super(step + ": " + why);
  }
}
