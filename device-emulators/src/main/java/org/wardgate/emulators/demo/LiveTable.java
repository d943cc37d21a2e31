package org.wardgate.emulators.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A table that is redrawn in place on a terminal. */
final class LiveTable implements Screen {
  static final String GATEWAY_DOWN = "gateway down – ./wardgate up brings it back";

  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final int LINES_AROUND = 5;

  private final PrintStream out;
  private final Terminal terminal;
  private int drawn;

  LiveTable(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void progress(String line) {
    out.println(line);
    out.flush();
    drawn = 0;
  }

  @Override
  public void update(Scene scene) {
    Terminal.Size size = terminal.size();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(BOLD + cut(head(scene), size.columns()) + RESET);
    lines.add(cut(TableText.heading(), size.columns()));
    List<Watched> rows = chosen(scene.devices(), size.rows() - LINES_AROUND);
    rows.forEach(
        device -> lines.add(colour(device) + TableText.row(device, size.columns()) + RESET));
    int hidden = scene.devices().size() - rows.size();
    lines.add(hidden > 0 ? "  … and " + hidden + " more, all as they should be" : "");
    draw(lines);
  }

  private static String head(Scene scene) {
    if (!scene.gatewayUp()) {
      return GATEWAY_DOWN;
    }
    return String.format(
        Locale.ROOT,
        "%02d:%02d  %s  %s  journal %d  cloud %d (+%d)  Ctrl-C ends",
        scene.elapsedSeconds() / 60,
        scene.elapsedSeconds() % 60,
        scene.consoleAddress(),
        scene.status().enforcement(),
        scene.status().journalRecords(),
        scene.status().cloudAcknowledged(),
        scene.status().cloudPending());
  }

  /** All that fit; those that are not as they should be, and the hostile ones, first. */
  private static List<Watched> chosen(List<Watched> devices, int rowsMax) {
    if (devices.size() <= Math.max(1, rowsMax)) {
      return devices;
    }
    return devices.stream()
        .sorted(
            Comparator.comparing(Watched::asItShouldBe)
                .thenComparing(device -> !device.behaviour().hostile()))
        .limit(Math.max(1, rowsMax))
        .toList();
  }

  private static String colour(Watched device) {
    return switch (device.row().state()) {
      case "ADMITTED" -> device.behaviour().hostile() ? YELLOW : GREEN;
      case "REFUSED", "QUARANTINED" -> RED;
      case "RESTRICTED" -> YELLOW;
      default -> "";
    };
  }

  private void draw(List<String> lines) {
    StringBuilder frame = new StringBuilder();
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append('A');
    }
    lines.forEach(line -> frame.append("\u001b[K").append(line).append('\n'));
    frame.append("\u001b[J");
    drawn = lines.size();
    out.print(frame);
    out.flush();
  }

  private static String cut(String line, int columns) {
    return line.length() <= columns ? line : line.substring(0, Math.max(1, columns));
  }

  @Override
  public void finish(Outcome outcome) {
    ClosingWords.print(outcome, out);
  }
}
