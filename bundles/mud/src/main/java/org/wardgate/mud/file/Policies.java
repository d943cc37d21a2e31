package org.wardgate.mud.file;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which lists apply to which packets (RFC 8520 §3.3).
 *
 * @param fromDevice lists for packets the device sends, in order
 * @param toDevice lists for packets sent to the device, in order
 */
public record Policies(List<AccessList> fromDevice, List<AccessList> toDevice) {
  /** Copies the lists. */
  public Policies {
    fromDevice = List.copyOf(fromDevice);
    toDevice = List.copyOf(toDevice);
  }

  /** All lists. */
  public Stream<AccessList> all() {
    return Stream.concat(fromDevice.stream(), toDevice.stream());
  }
}
