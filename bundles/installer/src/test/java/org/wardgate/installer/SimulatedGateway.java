package org.wardgate.installer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.installer.disk.DurableFiles;

/**
 * A gateway whose bundles are a version and whose health is a word: what it starts with stands on
 * the disk, what runs is lost with the power.
 */
final class SimulatedGateway implements BundleSet, Health, Surroundings {

  static final Path UPDATES = Path.of("/data/updates");
  private static final Path BOOTS = Path.of("/kura/packages.properties");
  private static final Path BASE = Path.of("/kura/base.dp");

  final SimulatedDisk disk;
  final DurableFiles files;

  /** What running versions complain of. */
  Map<String, String> findings = Map.of();

  /** What throws or hangs as it is installed. */
  Map<String, Fault> faults = Map.of();

  /** The version of which a bundle stops on probation. */
  String crashing = "";

  /** Probes of this version are not content. */
  String joinless = "";

  /** The version of which nobody can tell the health, so many times. */
  String puzzling = "";

  int puzzles = Integer.MAX_VALUE;

  /** Whether bundles were being exchanged as the process was told to end. */
  boolean markedAtTheEnd;

  /** What bundles of the set that a start brings complain of, until the set is put back. */
  String amissAfterStarts = "";

  /** The component whose activation failed. */
  String failing = "";

  /** Whether it runs once it is started anew. */
  boolean curable;

  int startedAgain;

  boolean amissForGood;
  boolean noBase;
  boolean putBackFails;

  /** Nothing puts a set back, however often it is started anew. */
  boolean putBackNeverWorks;

  /** What a start says runs, whatever stands on the disk. */
  String record = "";

  boolean keepFails;
  Instant now = Instant.parse("2026-11-22T12:00:00Z");

  private String running = "";
  private String amiss = "";
  private int boots;
  private long nanos;
  private int watches;
  private int restarts;
  private boolean restarting;
  private String updating = "";
  private Installer installer;

  SimulatedGateway(long seed) throws IOException {
    disk = new SimulatedDisk(seed);
    files = new DurableFiles(disk);
    files.write(BASE, "package 1.0.0".getBytes(StandardCharsets.UTF_8));
    files.write(BOOTS, Map.of("version", "1.0.0"));
    installer = powerOn();
  }

  /** Starts with what the disk says. */
  Installer powerOn() throws IOException {
    boots++;
    restarting = false;
    putBackFails = false;
    amiss = amissAfterStarts;
    updating = "";
    running = files.properties(BOOTS).orElseThrow().getOrDefault("version", "");
    running = record.isEmpty() ? running : record;
    installer = new Installer(new HandOver(UPDATES, files), this, this, this);
    return installer;
  }

  void work() throws IOException, InterruptedException {
    installer.work();
    if (restarting) {
      markedAtTheEnd = isUpdating();
      powerOn().work();
    }
  }

  /** As the updater does: the package, then its properties, then the request. */
  String stage(String version) throws IOException {
    byte[] content = ("package " + version).getBytes(StandardCharsets.UTF_8);
    Path file = UPDATES.resolve("fresh");
    files.write(file, content);
    String id = disk.sha256(file);
    Path staged = UPDATES.resolve("staged").resolve(id);
    disk.makeDirectory(staged);
    files.write(staged.resolve("package.dp"), content);
    files.write(
        staged.resolve("update.properties"),
        Map.of(
            "id",
            id,
            "version",
            version,
            "from",
            running,
            "sha256",
            id,
            "expires",
            now.plusSeconds(3_600).toString(),
            "probes",
            "join",
            "probationSeconds",
            "25",
            "installSeconds",
            "10"));
    return id;
  }

  void request(String action, String id) throws IOException {
    files.write(UPDATES.resolve("request.properties"), Map.of("action", action, "id", id));
  }

  String update(String version) throws IOException {
    String id = stage(version);
    request("install", id);
    return id;
  }

  /** What the updater would journal, and takes away. */
  List<Map<String, String>> steps() throws IOException {
    List<Map<String, String>> steps = new ArrayList<>();
    Path directory = UPDATES.resolve("steps");
    for (String name : disk.list(directory)) {
      if (name.matches("[0-9]{20}\\.properties")) {
        steps.add(files.properties(directory.resolve(name)).orElseThrow());
      }
    }
    return steps;
  }

  List<String> stepNames() throws IOException {
    return steps().stream().map(step -> step.getOrDefault("state", "")).toList();
  }

  String bootsNext() throws IOException {
    return files.properties(BOOTS).orElseThrow().getOrDefault("version", "");
  }

  State state() throws IOException {
    return new HandOver(UPDATES, files).state();
  }

  String committed() throws IOException {
    return new HandOver(UPDATES, files).committed();
  }

  boolean isUpdating() {
    return !updating.isEmpty();
  }

  boolean isAmiss() {
    return !amiss.isEmpty();
  }

  int restartsCount() {
    return restarts;
  }

  String obstacleOfTheInstaller() {
    return installer.obstacle();
  }

  int bootsCount() {
    return boots;
  }

  @Override
  public String version() {
    return running;
  }

  @Override
  public Optional<Path> base() throws InstallException {
    if (noBase) {
      throw new InstallException(Fault.NO_WAY_BACK, "no package");
    }
    return Optional.of(BASE);
  }

  @Override
  public void install(Staged staged) throws InstallException {
    if (updating.isEmpty()) {
      throw new IllegalStateException("enforcement was not told");
    }
    running = staged.version();
    Fault fault = faults.get(staged.version());
    if (fault != null) {
      throw new InstallException(fault, "as told");
    }
  }

  @Override
  public void putBack(Staged previous) throws InstallException {
    if (updating.isEmpty()) {
      throw new IllegalStateException("enforcement was not told");
    }
    if (putBackFails || putBackNeverWorks) {
      throw new InstallException(Fault.TOO_SLOW, "the framework hangs");
    }
    running = previous.version();
    amiss = amissForGood ? amiss : "";
  }

  @Override
  public void keep(Staged staged) throws IOException {
    if (keepFails && !staged.version().equals("1.0.0")) {
      throw new IOException("No space left on device");
    }
    files.write(BOOTS, Map.of("version", staged.version()));
  }

  @Override
  public List<String> findings() {
    return Optional.ofNullable(findings.get(running)).map(List::of).orElse(List.of());
  }

  @Override
  public List<String> findings(Staged started) {
    return amiss.isEmpty() ? List.of() : List.of(amiss);
  }

  @Override
  public Baseline baseline() {
    puzzle();
    return new Baseline(Set.of(), Set.of());
  }

  @Override
  public List<String> components(Baseline before) {
    puzzle();
    return failing.isEmpty() || running.equals("1.0.0") ? List.of() : List.of(failing + " failed");
  }

  private void puzzle() {
    if (running.equals(puzzling) && puzzles > 0) {
      puzzles--;
      throw new IllegalStateException("isComponentEnabled failed");
    }
  }

  @Override
  public List<String> startAgain() {
    List<String> again = failing.isEmpty() ? List.of() : List.of(failing);
    failing = curable ? "" : failing;
    startedAgain += again.size();
    return again;
  }

  @Override
  public List<String> probe(List<String> names) {
    return names.contains("join") && running.equals(joinless) ? List.of("no join") : List.of();
  }

  @Override
  public Watch watch() {
    long start = nanos;
    return new Watch() {
      @Override
      public List<String> stopped() {
        return running.equals(crashing) && nanos - start > 20_000_000_000L
            ? List.of("names stopped")
            : List.of();
      }

      @Override
      public void close() {
        watches++;
      }
    };
  }

  int watchesClosedCount() {
    return watches;
  }

  @Override
  public String boot() {
    return "boot-" + boots;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public void pause() {
    nanos += 1_000_000_000L;
  }

  @Override
  public void within(int seconds, Exchange exchange) throws InstallException {
    exchange.run();
  }

  @Override
  public void updating(String id) {
    updating = id;
  }

  @Override
  public void restart(String why) {
    restarting = true;
    restarts++;
  }
}
