package org.wardgate.names;

import java.io.IOException;

/** What is done when the selector finds a channel ready; attached to its key. */
interface Readiness {
  void ready() throws IOException;
}
