package org.wardgate.emulators.provision;

/** The models of devices in the demo. */
enum Model {
  /** Infuses drugs. */
  INFUSION_PUMP("infusion-pump", "Infusion pump", "norvik", "np-200", 0.75, false),
  /** Watches a patient; sends alarms to the nurse station. */
  PATIENT_MONITOR("patient-monitor", "Patient monitor", "sanara", "sm-7", 0.70, true),
  /** Keeps a patient alive; its alarms must always get through. */
  VENTILATOR("ventilator", "Ventilator", "sanara", "sv-3", 0.75, true),
  /** Measures temperature. */
  THERMOMETER("thermometer", "Thermometer", "norvik", "nt-10", 0.60, false);

  private final String deviceClass;
  private final String title;
  private final String makerId;
  private final String modelName;
  private final double requiredTrust;
  private final boolean alarms;

  Model(
      String deviceClass,
      String title,
      String makerId,
      String modelName,
      double requiredTrust,
      boolean alarms) {
    this.deviceClass = deviceClass;
    this.title = title;
    this.makerId = makerId;
    this.modelName = modelName;
    this.requiredTrust = requiredTrust;
    this.alarms = alarms;
  }

  /** Its class in the inventory. */
  String deviceClass() {
    return deviceClass;
  }

  /** For people. */
  String title() {
    return title;
  }

  /** Who makes it. */
  String makerId() {
    return makerId;
  }

  /** The maker's name for it; part of file names. */
  String modelName() {
    return modelName;
  }

  /** What the hospital requires of its class. */
  double requiredTrust() {
    return requiredTrust;
  }

  /** Whether it sends alarms to the nurse station. */
  boolean alarms() {
    return alarms;
  }

  /** Whether its maker wants it configured before it joins. */
  boolean configured() {
    return this == PATIENT_MONITOR;
  }

  /** Whether a patient's life hangs on it. */
  boolean lifeSupport() {
    return this == VENTILATOR;
  }
}
