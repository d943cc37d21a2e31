package org.wardgate.api.trust;

import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.Risk;

/** Where an operator asks "what if". Implemented by {@code decision}. Thread-safe, never blocks. */
public interface TrustDesk {
  /** The question that is asked about a device now; empty if it is not known. */
  Optional<TrustQuestion> question(DeviceId device);

  /** The answer to a question; nothing follows from it. */
  TrustVerdict answer(TrustQuestion question);

  /** The level that a risk requires of a device with these vulnerabilities, 0 to 1. */
  double required(Risk risk, TrustQuestion.Vulnerabilities vulnerabilities);
}
