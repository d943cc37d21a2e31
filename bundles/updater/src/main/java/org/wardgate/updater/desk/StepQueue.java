package org.wardgate.updater.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.updater.files.Folders;
import org.wardgate.updater.files.PropertyFile;

/** The updater's own steps that are not in the journal yet, durably, in order. Thread-safe. */
final class StepQueue {
  private static final Logger LOG = LoggerFactory.getLogger(StepQueue.class);
  private static final int MAX_COUNT = 1_000;
  private static final String SUFFIX = ".properties";

  private final Path directory;
  private long last;

  StepQueue(Path directory) throws IOException {
    this.directory = Folders.make(directory);
    List<Path> waiting = waiting();
    if (!waiting.isEmpty()) {
      String name = String.valueOf(waiting.get(waiting.size() - 1).getFileName());
      last = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }
  }

  /** Adds a step. */
  synchronized void add(UpdateRecord after, String operator, String detail) throws IOException {
    Map<String, String> step = new HashMap<>();
    step.put("id", after.id());
    step.put("number", Integer.toString(after.steps()));
    step.put("version", after.version());
    step.put("from", after.from());
    step.put("state", after.state().name());
    step.put("operator", operator);
    step.put("detail", detail);
    step.put("code", after.problem().map(problem -> problem.code()).orElse(""));
    step.put("at", after.since().toString());
    last++;
    PropertyFile.write(directory.resolve(String.format(Locale.ROOT, "%020d", last) + SUFFIX), step);
    List<Path> waiting = waiting();
    for (Path oldest : waiting.subList(0, Math.max(0, waiting.size() - MAX_COUNT))) {
      LOG.warn("too many steps wait for the journal: {} is lost", oldest.getFileName());
      Folders.remove(oldest);
    }
  }

  /** Those that wait, oldest first. */
  List<Path> waiting() throws IOException {
    return Folders.names(directory).stream()
        .filter(name -> name.matches("[0-9]{20}\\.properties"))
        .map(directory::resolve)
        .toList();
  }
}
