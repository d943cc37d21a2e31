package org.wardgate.references.store;

import java.util.Comparator;
import org.wardgate.api.attestation.Change;

/** The order in which changes are kept and shown. Stateless. */
final class Changes {
  static final Comparator<Change> ORDER =
      Comparator.comparing(Change::id)
          .thenComparing(Change::version)
          .thenComparing(Change::sha256)
          .thenComparing(Change::kind);

  private Changes() {}
}
