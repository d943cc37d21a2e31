package org.wardgate.emulators.provision;

import org.wardgate.emulators.device.DeviceConfig.Proof;

/** The models of devices in the demo. */
enum Model {
  /** Infuses drugs. */
  INFUSION_PUMP("infusion-pump", "Infusion pump", "norvik", "np-200", 0.75, false),
  /** Watches a patient; sends alarms to the nurse station. */
  PATIENT_MONITOR("patient-monitor", "Patient monitor", "sanara", "sm-7", 0.70, true),
  /** Keeps a patient alive; its alarms must always get through. */
  VENTILATOR("ventilator", "Ventilator", "sanara", "sv-3", 0.75, true),
  /** Measures temperature. */
  THERMOMETER("thermometer", "Thermometer", "norvik", "nt-10", 0.60, false),
  /** Measures a pulse; it has a secure element and no certificate. */
  OXIMETER("pulse-oximeter", "Pulse oximeter", "sanara", "so-2", 0.60, false),
  /** Weighs a bed with the patient; built before anybody asked for evidence. */
  BED_SCALE("bed-scale", "Bed scale", "sanara", "sb-1", 0.50, true);

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

  /** What a patient suffers if it misbehaves, 1 to 5, in the hospital's risk assessment. */
  int criticality() {
    return switch (this) {
      case INFUSION_PUMP, VENTILATOR -> 4;
      case PATIENT_MONITOR -> 3;
      case THERMOMETER, OXIMETER -> 2;
      case BED_SCALE -> 1;
    };
  }

  /** How it proves who it is and what it runs. */
  Proof proof() {
    return switch (this) {
      case OXIMETER -> Proof.SECURE_ELEMENT;
      case BED_SCALE -> Proof.NO_EVIDENCE;
      default -> Proof.CERTIFICATE;
    };
  }

  /** Whether it sends telemetry to its maker and fetches updates there. */
  boolean telemetry() {
    return this != BED_SCALE;
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
