package org.wardgate.identity;

import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.Manufacturer;

/**
 * Says once a day, and with every new inventory, which manufacturers' revocation lists are past
 * their time. They go on revoking. Thread-safe.
 */
final class RevocationAges {
  private static final Duration PERIOD = Duration.ofDays(1);
  private static final Logger LOG = LoggerFactory.getLogger(RevocationAges.class);

  private long version = -1;
  private Instant looked = Instant.EPOCH;

  /** Looks if it is time to; tells how many lists are too old. */
  int look(InventorySnapshot inventory, Instant now) {
    synchronized (this) {
      boolean recent = !now.isBefore(looked) && now.isBefore(looked.plus(PERIOD));
      if (inventory.version() == version && recent) {
        return 0;
      }
      version = inventory.version();
      looked = now;
    }
    int old = 0;
    for (Manufacturer manufacturer : inventory.manufacturers().values()) {
      for (X509CRL list : manufacturer.idevidRules().revocations()) {
        Date next = list.getNextUpdate();
        if (next != null && next.toInstant().isBefore(now)) {
          old++;
          LOG.warn(
              "the revocation list of {} by \"{}\" should have been replaced at {}; it still counts",
              manufacturer.id(),
              list.getIssuerX500Principal().getName(),
              next.toInstant());
        }
      }
    }
    return old;
  }
}
