package org.wardgate.references.set;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;

/** Collects what a manifest says about one attester. Not thread-safe. */
final class AttesterDraft {
  private static final int SERIAL_MAX_CHARS = 64;

  private final Bytes instance;
  private final List<Bytes> keys = new ArrayList<>(1);
  private String serial = "";
  private String classId = "";

  AttesterDraft(Bytes instance) {
    this.instance = instance;
  }

  Bytes instance() {
    return instance;
  }

  String classId() {
    return classId;
  }

  String serial() {
    return serial;
  }

  List<Bytes> keys() {
    return keys;
  }

  void ofClass(String newClassId) throws RefusedException {
    if (!classId.isEmpty() && !classId.equals(newClassId)) {
      throw refused("has two classes");
    }
    classId = newClassId;
  }

  void serial(String newSerial) throws RefusedException {
    if (newSerial.isBlank() || newSerial.length() > SERIAL_MAX_CHARS) {
      throw refused("has a serial number that is empty or too long");
    }
    if (!serial.isEmpty() && !serial.equals(newSerial)) {
      throw refused("has two serial numbers");
    }
    serial = newSerial;
  }

  void key(Bytes spki) throws RefusedException {
    if (keys.contains(spki)) {
      return;
    }
    if (keys.size() >= SetLimits.KEYS_MAX_COUNT) {
      throw refused("has more than " + SetLimits.KEYS_MAX_COUNT + " keys");
    }
    keys.add(spki);
  }

  private RefusedException refused(String what) {
    return new RefusedException(
        ReferenceErrors.MALFORMED, "attester " + instance.hex() + " " + what);
  }
}
