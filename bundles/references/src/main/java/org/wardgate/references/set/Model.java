package org.wardgate.references.set;

/**
 * For what somebody speaks, as CoRIM's class map names it.
 *
 * @param vendor empty if not said
 * @param model empty if not said
 */
public record Model(String vendor, String model) {
  /** The class id of evidence that names its class by vendor and model. */
  public String classId() {
    return "model:" + vendor + "/" + model;
  }
}
