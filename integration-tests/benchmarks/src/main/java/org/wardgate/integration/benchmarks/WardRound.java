package org.wardgate.integration.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One more process that plays all devices, each of which joins anew with its IDevID. */
final class WardRound implements AutoCloseable {
  private static final List<String> ENTER = List.of("ip", "netns", "exec", "wardgate-ward");

  private final Process process;
  private final AtomicLong firstLineNanos = new AtomicLong();
  private final Set<String> joined = ConcurrentHashMap.newKeySet();

  private WardRound(Process process) {
    this.process = process;
  }

  static WardRound start(Path distribution, Path wardConfig) throws IOException {
    List<String> command = new ArrayList<>(ENTER);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-Xmx256m",
            "-cp",
            distribution.resolve("lib/demo/wardgate-demo.jar").toString(),
            "org.wardgate.emulators.device.Ward",
            wardConfig.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    WardRound round = new WardRound(process);
    OutputLines.follow(process.getInputStream(), round::read);
    return round;
  }

  private void read(String line) {
    firstLineNanos.compareAndSet(0, System.nanoTime());
    if (line.contains("\"step\":\"session\",\"success\":true")) {
      joined.add(line.replaceAll(".*\"device\":\"([^\"]*)\".*", "$1"));
    }
  }

  /** When the first device reported something: its first answer from the gateway. */
  long firstLineNanos() {
    return firstLineNanos.get();
  }

  /** How many devices hold a session with their new LDevID. */
  int joinedCount() {
    return joined.size();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
