package org.wardgate.integration.kura.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.crypto.CryptoService;

/** The encrypted snapshots: the ten newest are kept, and the one with number 0. */
final class SnapshotFiles {
  private static final int KEPT_COUNT = 10;
  private static final String PREFIX = "snapshot_";
  private static final String SUFFIX = ".xml";

  private final Path directory;
  private final CryptoService crypto;

  SnapshotFiles(Path directory, CryptoService crypto) {
    this.directory = directory;
    this.crypto = crypto;
  }

  NavigableSet<Long> ids() throws KuraException {
    TreeSet<Long> ids = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files
            .map(f -> f.getFileName().toString())
            .filter(n -> n.startsWith(PREFIX) && n.endsWith(SUFFIX))
            .map(n -> n.substring(PREFIX.length(), n.length() - SUFFIX.length()))
            .forEach(n -> ids.add(Long.valueOf(n)));
      } catch (IOException e) {
        throw KuraException.internalError(e);
      }
    }
    return ids;
  }

  long write(long millis, List<TestConfiguration> configurations) throws KuraException {
    NavigableSet<Long> ids = ids();
    long id = ids.isEmpty() ? 0 : Math.max(millis, ids.last() + 1);
    String xml = SnapshotXml.write(configurations);
    try {
      Files.createDirectories(directory);
      Files.writeString(file(id), new String(crypto.encryptAes(xml.toCharArray())));
      ids.add(id);
      while (ids.size() > KEPT_COUNT) {
        long oldest = ids.tailSet(1L).first();
        Files.delete(file(oldest));
        ids.remove(oldest);
      }
    } catch (IOException e) {
      throw KuraException.internalError(e);
    }
    return id;
  }

  /** What is torn is not read, and nothing is read instead. */
  Map<String, Map<String, Object>> read(long id) throws KuraException {
    try {
      char[] sealed = Files.readString(file(id)).toCharArray();
      return SnapshotXml.read(new String(crypto.decryptAes(sealed)));
    } catch (IOException e) {
      throw KuraException.internalError(e);
    }
  }

  private Path file(long id) {
    return directory.resolve(PREFIX + id + SUFFIX);
  }
}
