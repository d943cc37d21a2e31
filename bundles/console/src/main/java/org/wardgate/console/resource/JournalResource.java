package org.wardgate.console.resource;

import java.util.concurrent.Semaphore;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.journal.Journal;
import org.wardgate.console.json.Answer;
import org.wardgate.console.ports.Ports;

/** Walks the journal's chain; one walk at a time, because it reads everything. */
final class JournalResource implements Resource {

  private final Ports ports;
  private final Semaphore walking = new Semaphore(1);

  JournalResource(Ports ports) {
    this.ports = ports;
  }

  @Override
  public Answer serve(Call call) throws RefusedException {
    if (!walking.tryAcquire()) {
      throw new RefusedException(ConsoleErrors.BUSY, "journal verification");
    }
    try {
      Journal.Verification found = ports.journal().get().verify();
      return Answer.ok(
          json -> {
            json.writeStartObject();
            json.writeNumberField("records", found.recordsCount());
            json.writeNumberField("erased", found.erasedCount());
            json.writeNumberField("checkpoints", found.checkpointsCount());
            json.writeBooleanField("verified", found.verified());
            json.writeStringField("finding", found.finding());
            json.writeEndObject();
          });
    } finally {
      walking.release();
    }
  }
}
