package org.wardgate.decision.run;

import org.wardgate.api.Intent;

/** Where intents go. Does not block, does not throw. */
@FunctionalInterface
public interface IntentPort {
  /** Has the intent carried out; what comes of it is submitted as an event. */
  void execute(Intent intent);
}
