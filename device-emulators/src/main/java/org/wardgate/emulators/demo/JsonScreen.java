package org.wardgate.emulators.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** One JSON object per change on standard output, one summary object at the end. */
final class JsonScreen implements Screen {
  private static final double THOUSAND = 1_000;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, DeviceRow> shown = new HashMap<>();
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;

  JsonScreen(PrintStream out, PrintStream err, Clock clock) {
    this.out = out;
    this.err = err;
    this.clock = clock;
  }

  @Override
  public void progress(String line) {
    err.println(line);
  }

  @Override
  public void update(Scene scene) {
    for (Watched device : scene.devices()) {
      DeviceRow row = device.row();
      DeviceRow before = shown.put(device.label(), row);
      if (row.seen() && (before == null || !before.sameAs(row))) {
        out.println(change(device));
      }
    }
    out.flush();
  }

  private ObjectNode change(Watched device) {
    ObjectNode change = mapper.createObjectNode();
    change.put("at", clock.instant().toString());
    change.put("device", device.row().id());
    state(change, device);
    return change;
  }

  @Override
  public void finish(Outcome outcome) {
    outcome.findings().forEach(err::println);
    ObjectNode root = mapper.createObjectNode();
    ObjectNode summary = root.putObject("summary");
    var devices = summary.putArray("devices");
    for (Watched device : outcome.devices()) {
      ObjectNode entry = devices.addObject();
      entry.put("id", device.row().id());
      entry.put("name", device.row().name());
      entry.put("class", device.row().deviceClass());
      entry.put("transport", device.row().transport());
      state(entry, device);
    }
    GatewayStatus status = outcome.status();
    summary
        .putObject("journal")
        .put("records", status.journalRecords())
        .put("verified", outcome.journalVerified());
    summary
        .putObject("cloud")
        .put("acknowledged", status.cloudAcknowledged())
        .put("pending", status.cloudPending());
    out.println(root);
    out.flush();
  }

  private static void state(ObjectNode entry, Watched device) {
    DeviceRow row = device.row();
    entry.put("state", row.state());
    if (row.trust().isPresent()) {
      entry.put("trust", Math.round(row.trust().getAsDouble() * THOUSAND) / THOUSAND);
    } else {
      entry.putNull("trust");
    }
    entry.put("hostile", device.behaviour().hostile());
    entry.put("reason", row.reason());
    row.code().ifPresentOrElse(code -> entry.put("code", code), () -> entry.putNull("code"));
  }
}
