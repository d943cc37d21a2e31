package org.wardgate.emulators.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** For people without a terminal: a line per change, in the order things happen. */
final class TextScreen implements Screen {
  private final Map<String, DeviceRow> shown = new HashMap<>();
  private final PrintStream out;
  private boolean up = true;

  TextScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public void progress(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void update(Scene scene) {
    if (up != scene.gatewayUp()) {
      up = scene.gatewayUp();
      out.println(up ? "gateway is back" : LiveTable.GATEWAY_DOWN);
    }
    for (Watched device : scene.devices()) {
      DeviceRow before = shown.put(device.label(), device.row());
      if (device.row().seen() && (before == null || !before.sameAs(device.row()))) {
        out.println(TableText.row(device, TableText.WIDTH_DEFAULT));
      }
    }
    out.flush();
  }

  @Override
  public void finish(Outcome outcome) {
    ClosingWords.print(outcome, out);
  }
}
