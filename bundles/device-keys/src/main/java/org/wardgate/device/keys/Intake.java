package org.wardgate.device.keys;

import java.util.ArrayList;
import java.util.List;
import org.wardgate.api.DeviceId;

/** Takes deliveries into the book and says of each key that was not taken why. Thread-safe. */
final class Intake {
  private final KeyBook book;
  private final KeyReports reports;

  Intake(KeyBook book, KeyReports reports) {
    this.book = book;
    this.reports = reports;
  }

  /**
   * Takes a delivery.
   *
   * @return devices whose keys were left out because there are too many devices
   */
  List<DeviceId> take(List<DeliveredKey> delivered) {
    List<DeviceId> leftOut = new ArrayList<>();
    for (DeliveredKey key : delivered) {
      book.deliver(key).ifPresent(reports::shared);
      if (!book.knows(key.device())) {
        leftOut.add(key.device());
      }
    }
    if (!leftOut.isEmpty()) {
      reports.leftOut(leftOut);
    }
    return leftOut;
  }
}
