package org.wardgate.api.inventory;

/**
 * What the hospital's risk assessment says of a class of devices (in the manner of IEC 62443-3-2):
 * the harm if a device misbehaves, and how easily somebody reaches it.
 *
 * @param criticality 1 (nuisance) to 5 (a patient's death)
 * @param exposure 1 (isolated ward network) to 5 (reachable from outside the hospital)
 */
public record Risk(int criticality, int exposure) {
  /** Highest of both. */
  public static final int MAX = 5;

  /**
   * @throws IllegalArgumentException if either is out of range
   */
  public Risk {
    if (criticality < 1 || criticality > MAX || exposure < 1 || exposure > MAX) {
      throw new IllegalArgumentException("criticality and exposure are 1 to " + MAX);
    }
  }
}
