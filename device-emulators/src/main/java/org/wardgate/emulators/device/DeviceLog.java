package org.wardgate.emulators.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;

/** What devices say about themselves: one JSON object per line. Thread-safe. */
public final class DeviceLog {
  private final ObjectMapper mapper = new ObjectMapper();
  private final PrintStream out;
  private final Clock clock;

  /** Writes to a stream, one line at a time. */
  public DeviceLog(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  /**
   * Says something.
   *
   * @param device its name in the demo
   * @param step a word, for example {@code handshake}
   * @param success whether it worked
   * @param detail for people; may be empty
   */
  public void say(String device, String step, boolean success, String detail) {
    ObjectNode line = mapper.createObjectNode();
    line.put("at", clock.instant().toString());
    line.put("device", device);
    line.put("step", step);
    line.put("success", success);
    line.put("detail", detail);
    synchronized (out) {
      out.println(line);
      out.flush();
    }
  }
}
