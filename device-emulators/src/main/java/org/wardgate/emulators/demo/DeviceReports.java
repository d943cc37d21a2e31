package org.wardgate.emulators.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Keeps what the emulated devices say of themselves: all of it in a file, the last scan at hand.
 */
final class DeviceReports implements Consumer<String>, AutoCloseable {
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, String> scans = new ConcurrentHashMap<>();
  private final Writer file;

  DeviceReports(Path file) throws IOException {
    this.file = Files.newBufferedWriter(file);
  }

  @Override
  public synchronized void accept(String line) {
    try {
      file.write(line);
      file.write('\n');
      file.flush();
      JsonNode report = mapper.readTree(line);
      if (report.path("step").asText().equals("scan")) {
        scans.put(report.path("device").asText(), report.path("detail").asText());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each scanning device achieved in its last round. */
  Map<String, String> scans() {
    return Map.copyOf(scans);
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
