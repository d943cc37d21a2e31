package org.wardgate.attestation.reference;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;

/**
 * Keeps the signed reference files of a directory in memory. A file that is refused leaves its last
 * good content in force; a file that is removed takes its endorsements with it. {@link #current}
 * may be called from any thread, {@link #poll} by one at a time.
 */
public final class ReferenceStore {
  /** Most files in the directory. */
  public static final int FILES_MAX_COUNT = 1_000;

  private final Path directory;
  private final Path anchorsFile;
  private final Path ledgerFile;
  private final Clock clock;
  private final Map<Path, Loaded> loaded = new HashMap<>();
  private volatile ReferenceSet current = ReferenceSet.EMPTY;
  private String anchorsStamp = "";

  /**
   * Holds nothing until the first {@link #poll}.
   *
   * @param directory of {@code *.json} and {@code *.json.p7s}
   * @param anchorsFile PEM certificates that signers chain to
   * @param ledgerFile where accepted versions are remembered
   * @param clock for the validity of signers
   */
  public ReferenceStore(Path directory, Path anchorsFile, Path ledgerFile, Clock clock) {
    this.directory = directory;
    this.anchorsFile = anchorsFile;
    this.ledgerFile = ledgerFile;
    this.clock = clock;
  }

  private record Loaded(String stamp, Optional<ReferenceFile> file) {}

  /** The references in force. */
  public ReferenceSet current() {
    return current;
  }

  /**
   * Looks for changed files and takes over the good ones.
   *
   * @return why files were refused; each is reported once, until it changes
   */
  public List<RefusedException> poll() {
    List<RefusedException> problems = new ArrayList<>();
    try {
      Map<Path, String> present = present();
      String anchorsNow = ReferenceFilePair.stamp(anchorsFile);
      List<Path> changed = changed(present, !anchorsNow.equals(anchorsStamp));
      boolean removed = loaded.keySet().retainAll(present.keySet());
      if (changed.isEmpty() && !removed) {
        return problems;
      }
      anchorsStamp = anchorsNow;
      load(changed, present, problems);
      publish(problems);
    } catch (RefusedException e) {
      problems.add(e);
    }
    return problems;
  }

  private Map<Path, String> present() throws RefusedException {
    Map<Path, String> present = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        if (present.size() >= FILES_MAX_COUNT) {
          throw new RefusedException(
              AttestationErrors.BAD_REFERENCE_FILE, "more than " + FILES_MAX_COUNT + " files");
        }
        present.put(file, new ReferenceFilePair(file).stamp());
      }
      return present;
    } catch (DirectoryIteratorException | IOException e) {
      throw new RefusedException(
          AttestationErrors.BAD_REFERENCE_FILE, "cannot list " + directory, e);
    }
  }

  private List<Path> changed(Map<Path, String> present, boolean anchorsChanged) {
    List<Path> changed = new ArrayList<>();
    present.forEach(
        (file, stamp) -> {
          Loaded before = loaded.get(file);
          boolean refusedBefore = before != null && before.file().isEmpty();
          if (before == null
              || !before.stamp().equals(stamp)
              || (anchorsChanged && refusedBefore)) {
            changed.add(file);
          }
        });
    return changed;
  }

  private void load(List<Path> changed, Map<Path, String> present, List<RefusedException> problems)
      throws RefusedException {
    VersionLedger ledger = VersionLedger.open(ledgerFile);
    List<X509Certificate> anchors = ReferenceFilePair.anchors(anchorsFile);
    for (Path file : changed) {
      Optional<ReferenceFile> lastGood =
          Optional.ofNullable(loaded.get(file)).flatMap(Loaded::file);
      String stamp = present.getOrDefault(file, "");
      try {
        loaded.put(file, new Loaded(stamp, Optional.of(read(file, anchors, ledger))));
      } catch (RefusedException e) {
        problems.add(named(file, e));
        // What was the gateway's own fault is tried again, so its stamp is not remembered.
        boolean ownFault = e.getCause() instanceof IOException;
        loaded.put(file, new Loaded(ownFault ? "" : stamp, lastGood));
      }
    }
  }

  private ReferenceFile read(Path file, List<X509Certificate> anchors, VersionLedger ledger)
      throws RefusedException {
    Bytes content = new ReferenceFilePair(file).verifiedContent(anchors, clock.instant());
    ReferenceFile read = ReferenceReader.read(content);
    ledger.accept(read.references().id(), read.references().version(), content.sha256().hex());
    return read;
  }

  /** Puts the good files together; one that contradicts the others stays out. */
  private void publish(List<RefusedException> problems) {
    ReferenceSet.Builder set = new ReferenceSet.Builder();
    newest()
        .forEach(
            (file, content) -> {
              try {
                set.add(content);
              } catch (RefusedException e) {
                problems.add(named(file, e));
              }
            });
    current = set.build();
  }

  /** Of several files with the same id, the one with the highest version. */
  private Map<Path, ReferenceFile> newest() {
    Map<String, Path> byId = new HashMap<>();
    Map<Path, ReferenceFile> newest = new TreeMap<>();
    loaded.forEach(
        (file, content) ->
            content
                .file()
                .ifPresent(
                    candidate -> {
                      String id = candidate.references().id();
                      ReferenceFile other = newest.get(byId.getOrDefault(id, file));
                      if (other == null
                          || other.references().version() < candidate.references().version()) {
                        newest.remove(byId.getOrDefault(id, file));
                        newest.put(file, candidate);
                        byId.put(id, file);
                      }
                    }));
    return newest;
  }

  private static RefusedException named(Path file, RefusedException e) {
    return new RefusedException(e.errorCode(), file.getFileName() + ": " + e.detail(), e);
  }
}
