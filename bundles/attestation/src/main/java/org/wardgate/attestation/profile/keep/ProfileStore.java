package org.wardgate.attestation.profile.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.profile.ProfileReader;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.ProtectionProfile;

/**
 * The signed profiles of a directory: those in force, and those that wait to be adopted. A file
 * that is refused, changed or removed leaves what is in force until a change is adopted.
 * Thread-safe.
 */
final class ProfileStore {
  /** Most files in the directory. */
  static final int FILES_MAX_COUNT = 256;

  private static final long NEVER = -1;

  private final Path directory;
  private final Path anchorsFile;
  private final Clock clock;
  private final ProfileLedger ledger;
  private final Map<Change, Optional<ProtectionProfile>> waiting = new HashMap<>();
  private final Map<Change, Long> triedIn = new HashMap<>();
  private long generation;
  private String stamps = "";
  private volatile Profiles current;

  /**
   * In force is at once what was adopted before.
   *
   * @param directory of {@code *.json} and {@code *.json.p7s}
   * @param anchorsFile PEM certificates that signers chain to
   * @param ledgerFile where settled versions are kept
   * @param clock for the validity of signers
   * @throws RefusedException {@code WG-PRF-0013} if the ledger is damaged
   */
  ProfileStore(Path directory, Path anchorsFile, Path ledgerFile, Clock clock)
      throws RefusedException {
    this.directory = directory;
    this.anchorsFile = anchorsFile;
    this.clock = clock;
    this.ledger = ProfileLedger.open(ledgerFile);
    this.current = adoptedBefore();
  }

  private Profiles adoptedBefore() throws RefusedException {
    Profiles profiles = Profiles.BUILT_IN;
    for (Map.Entry<String, ProfileLedger.Entry> entry : ledger.all().entrySet()) {
      Optional<String> text = entry.getValue().text();
      if (text.isPresent()) {
        Bytes content = Bytes.of(text.get().getBytes(StandardCharsets.UTF_8));
        profiles = profiles.with(ProfileReader.read(content));
      }
    }
    return profiles;
  }

  /** The profiles in force. */
  Profiles current() {
    return current;
  }

  /**
   * Those that would be in force if a change were adopted, to try it; empty if it is not known any
   * more.
   */
  synchronized Optional<Profiles> candidate(Change change) {
    Optional<Profiles> candidate = wouldBe(change);
    if (candidate.isPresent()) {
      triedIn.put(change, generation);
    }
    return candidate;
  }

  private Optional<Profiles> wouldBe(Change change) {
    Optional<ProtectionProfile> profile = waiting.get(change);
    if (profile == null) {
      return Optional.empty();
    }
    return Optional.of(profile.map(current::with).orElseGet(() -> current.without(change.id())));
  }

  /** What waits to be adopted. */
  synchronized List<Change> waiting() {
    return List.copyOf(waiting.keySet());
  }

  /**
   * Looks for changed files.
   *
   * @return why files were refused; nothing if no file changed since the last time
   */
  synchronized List<RefusedException> poll() {
    List<RefusedException> problems = new ArrayList<>();
    try {
      Map<Path, String> present = present();
      String now = present + " " + ProfilePair.stamp(anchorsFile);
      if (now.equals(stamps)) {
        return problems;
      }
      Map<String, ProtectionProfile> read = read(present, problems);
      waiting.clear();
      read.values().forEach(profile -> offer(profile, problems));
      if (problems.isEmpty()) {
        // only if every file could be read is it known that one is gone
        offerRemovals(read);
      }
      triedIn.keySet().retainAll(waiting.keySet());
      stamps = now;
    } catch (RefusedException e) {
      problems.add(e);
    }
    return problems;
  }

  private Map<Path, String> present() throws RefusedException {
    Map<Path, String> present = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      // a directory that is gone removes nothing
      throw new RefusedException(ProfileErrors.BAD_PROFILE, "no directory " + directory);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        if (present.size() >= FILES_MAX_COUNT) {
          throw new RefusedException(
              ProfileErrors.BAD_PROFILE, "more than " + FILES_MAX_COUNT + " files");
        }
        present.put(file, new ProfilePair(file).stamp());
      }
      return present;
    } catch (DirectoryIteratorException | IOException e) {
      throw new RefusedException(ProfileErrors.BAD_PROFILE, "cannot list " + directory, e);
    }
  }

  /** Of each id the highest version. */
  private Map<String, ProtectionProfile> read(
      Map<Path, String> present, List<RefusedException> problems) throws RefusedException {
    Map<String, ProtectionProfile> read = new TreeMap<>();
    if (present.isEmpty()) {
      return read;
    }
    List<X509Certificate> anchors = ProfilePair.anchors(anchorsFile);
    for (Path file : present.keySet()) {
      try {
        ProtectionProfile profile =
            ProfileReader.read(new ProfilePair(file).verifiedContent(anchors, clock.instant()));
        if (profile.id().equals(BuiltInProfile.ID)) {
          throw new RefusedException(ProfileErrors.BAD_PROFILE, "$.id: it is reserved");
        }
        read.merge(profile.id(), profile, (one, two) -> one.version() >= two.version() ? one : two);
      } catch (RefusedException e) {
        problems.add(
            new RefusedException(e.errorCode(), file.getFileName() + ": " + e.detail(), e));
      }
    }
    return read;
  }

  private void offer(ProtectionProfile profile, List<RefusedException> problems) {
    String digest = profile.text().sha256().hex();
    Optional<ProfileLedger.Entry> settled = ledger.entry(profile.id());
    if (settled.isPresent() && settled.get().version() >= profile.version()) {
      if (!settled.get().sha256().equals(digest)) {
        problems.add(
            new RefusedException(
                ProfileErrors.PROFILE_ROLLBACK,
                profile.label() + ", settled before v" + settled.get().version()));
      }
      return;
    }
    waiting.put(
        new Change(Change.Kind.PROFILE, profile.id(), profile.version(), digest),
        Optional.of(profile));
  }

  private void offerRemovals(Map<String, ProtectionProfile> read) {
    ledger
        .all()
        .forEach(
            (id, entry) -> {
              if (entry.text().isPresent() && !read.containsKey(id)) {
                waiting.put(
                    new Change(Change.Kind.PROFILE, id, 0, entry.sha256()), Optional.empty());
              }
            });
  }

  /**
   * Puts a change in force, durably. Of one that is in force already it does nothing: whoever asks
   * may have been interrupted before it learnt that.
   *
   * @throws RefusedException {@code WG-PRF-0009} if it is not known, {@code -0014} if others are in
   *     force than when it was tried, {@code -0013} if it cannot be written down; then nothing has
   *     changed
   */
  synchronized void adopt(Change change) throws RefusedException {
    if (isDone(change)) {
      return;
    }
    Profiles next =
        wouldBe(change)
            .orElseThrow(() -> new RefusedException(ProfileErrors.CHANGE_UNKNOWN, change.id()));
    if (triedIn.getOrDefault(change, NEVER) != generation) {
      throw new RefusedException(ProfileErrors.TRIED_AGAINST_OTHERS, change.id());
    }
    Optional<ProtectionProfile> profile = waiting.getOrDefault(change, Optional.empty());
    long version =
        profile.isPresent() ? change.version() : ledger.entry(change.id()).orElseThrow().version();
    Optional<String> text =
        profile.map(p -> new String(p.text().toArray(), StandardCharsets.UTF_8));
    ledger.put(change.id(), new ProfileLedger.Entry(version, change.sha256(), text));
    waiting.remove(change);
    triedIn.clear();
    generation++;
    current = next;
  }

  private boolean isDone(Change change) {
    Optional<ProfileLedger.Entry> settled = ledger.entry(change.id());
    if (settled.isEmpty() || waiting.containsKey(change)) {
      return false;
    }
    Optional<String> text = settled.get().text();
    return change.version() == 0
        ? text.isEmpty() && settled.get().sha256().equals(change.sha256())
        : text.map(ProfileStore::sha256).equals(Optional.of(change.sha256()));
  }

  private static String sha256(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8)).sha256().hex();
  }

  private boolean isDropped(Change change) {
    return change.version() > 0
        && !isDone(change)
        && ledger
            .entry(change.id())
            .filter(one -> one.version() == change.version())
            .filter(one -> one.sha256().equals(change.sha256()))
            .isPresent();
  }

  /**
   * Lets a change go: it is not offered again. Of one that was let go already it does nothing.
   *
   * @throws RefusedException {@code WG-PRF-0009} or {@code -0013}
   */
  synchronized void drop(Change change) throws RefusedException {
    if (isDropped(change)) {
      return;
    }
    if (!waiting.containsKey(change)) {
      throw new RefusedException(ProfileErrors.CHANGE_UNKNOWN, change.id());
    }
    if (change.version() > 0) {
      Optional<String> text = ledger.entry(change.id()).flatMap(ProfileLedger.Entry::text);
      ledger.put(change.id(), new ProfileLedger.Entry(change.version(), change.sha256(), text));
    }
    waiting.remove(change);
  }
}
