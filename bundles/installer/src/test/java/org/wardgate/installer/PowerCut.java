package org.wardgate.installer;

/** The plug was pulled: nothing after this happens. */
final class PowerCut extends Error {
  private static final long serialVersionUID = 1;
}
