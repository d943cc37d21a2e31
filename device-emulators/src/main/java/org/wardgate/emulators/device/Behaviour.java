package org.wardgate.emulators.device;

/** What an emulated device is up to. */
public enum Behaviour {
  /** It does what its maker declared. */
  GOOD("good", ""),
  /** It made its own CA and claims the serial number of a real device. */
  FORGED_IDENTITY("forged identity", "an IDevID from its own CA"),
  /** Genuine, but its firmware is not what the maker released. */
  TAMPERED_FIRMWARE("tampered firmware", "firmware its maker never released"),
  /** Genuine, but answers challenges with evidence of earlier ones and of others. */
  REPLAYED_EVIDENCE("replayed evidence", "evidence recorded earlier"),
  /** Genuine and good when it joins; later it runs firmware that nobody released. */
  FIRMWARE_DRIFT("firmware changes at runtime", "firmware nobody released, after admission"),
  /** It has a copy of another device's key and certificate, while that device is alive. */
  CLONED_IDENTITY("copied identity", "a copy of another device's identity"),
  /** It joins properly, then scans its neighbours and the internet. */
  NEIGHBOUR_SCAN("scans its neighbours", "scanning after admission");

  private final String label;
  private final String weapon;

  Behaviour(String label, String weapon) {
    this.label = label;
    this.weapon = weapon;
  }

  /** For people. */
  public String label() {
    return label;
  }

  /** What it tries with, for people; empty if it is good. */
  public String weapon() {
    return weapon;
  }

  /** Whether it must not stay admitted. */
  public boolean hostile() {
    return this != GOOD;
  }
}
