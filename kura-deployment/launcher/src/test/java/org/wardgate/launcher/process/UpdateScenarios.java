package org.wardgate.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.wardgate.installer.Staged;
import org.wardgate.launcher.framework.PlanRunner;
import org.wardgate.launcher.framework.RunningFramework;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.instance.InstanceReader;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.Planner;
import org.wardgate.launcher.set.PlanSet;
import org.wardgate.launcher.set.SetChoice;

/** A gateway of one bundle that is updated. Loaded by {@link PlanChangesTest}. */
public final class UpdateScenarios {

  private static final String NEW = "ab".repeat(32);

  private final Path work;
  private final RunningFramework framework;
  private final PlanRunner runner;
  private final AdminRelay relay;
  private final SetChoice choice;
  private final PlanChanges changes;
  private final PlanSet set;

  private UpdateScenarios(Path work) throws Exception {
    this.work = work;
    Files.createDirectories(work.resolve("instance"));
    features("core");
    feature(work, "core", "1.0.0", "a");
    feature(work, "more", "1.0.0", "b");
    feature(work, "bad", "1.0.0", "c");
    for (String name : List.of("a", "b", "c")) {
      Files.write(work.resolve(name + "-1.0.0.jar"), jar(name, "1.0.0"));
    }
    Instance instance = InstanceReader.read(work.resolve("instance"));
    choice = SetChoice.read(instance.directory(), new Planner(work, new BundleRepository(work)));
    changes = new PlanChanges(instance, choice);
    framework = RunningFramework.start(work.resolve("cache"), Map.of());
    runner = framework.runner(Duration.ofMillis(1_500));
    relay = AdminRelay.open(work.resolve("socket"), ConsolePort.of(Plan.EMPTY));
    changes.start(runner, relay);
    set = new PlanSet(choice, runner, changes.ofUpdates(relay));
  }

  /** Runs the scenario of that name. */
  public static void run(String name, Path work) throws Exception {
    UpdateScenarios scenarios = new UpdateScenarios(work);
    try {
      assertThat(scenarios.bundles()).containsExactly("a 1.0.0");
      switch (name) {
        case "reload" -> scenarios.isNotReloadedDuringAnUpdate();
        case "recognise" -> scenarios.aReloadThatFailsTellsWhichSetRuns();
        case "folder" -> scenarios.theFolderOfASetThatWasPutBackGoes();
        default -> throw new IllegalArgumentException(name);
      }
    } finally {
      scenarios.relay.close();
      assertThat(scenarios.framework.stop(Duration.ofSeconds(30))).isTrue();
    }
  }

  private void isNotReloadedDuringAnUpdate() throws IOException {
    features("core", "more");
    changes.reload(runner, relay, () -> true);
    assertThat(bundles()).containsExactly("a 1.0.0");
    changes.reload(runner, relay, () -> false);
    assertThat(bundles()).containsExactly("a 1.0.0", "b 1.0.0");
  }

  private void aReloadThatFailsTellsWhichSetRuns() throws Exception {
    set.install(staged());
    assertThat(choice.version()).isEqualTo("2.0.0");
    features("core", "bad");
    changes.reload(runner, relay, () -> false);
    assertThat(bundles()).containsExactly("a 1.0.0");
    assertThat(choice.version()).isEqualTo("1.0.0");
  }

  private void theFolderOfASetThatWasPutBackGoes() throws Exception {
    Path folder = work.resolve("instance/sets").resolve(NEW);
    Staged before =
        Staged.of(work, Map.of("id", Staged.WITHOUT_PACKAGE, "version", choice.version()));
    set.install(staged());
    assertThat(bundles()).containsExactly("a 2.0.0");
    assertThat(folder).isDirectory();
    set.putBack(before);
    assertThat(folder).as("until the set before counts").isDirectory();
    set.keep(before);
    assertThat(folder).doesNotExist();
    assertThat(bundles()).containsExactly("a 1.0.0");
    set.install(staged());
    set.keep(staged());
    assertThat(folder).as("of a set that counts").isDirectory();
  }

  private void features(String... names) throws IOException {
    Files.writeString(
        work.resolve("instance").resolve(Instance.FILE_NAME),
        "{\"features\":[\"" + String.join("\",\"", names) + "\"]}");
  }

  private static void feature(Path folder, String name, String version, String bundle)
      throws IOException {
    Files.writeString(folder.resolve(name + ".json"), feature(name, version, bundle));
  }

  private static String feature(String name, String version, String bundle) {
    return "{\"id\":\"test:%s:%s\",\"bundles\":[\"test:%s:%s\"]}"
        .formatted(name, version, bundle, version);
  }

  private Staged staged() throws IOException {
    Path file = work.resolve("update.dp");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      entry(zip, "a-2.0.0.jar", jar("a", "2.0.0"));
      entry(zip, "c-2.0.0.jar", jar("c", "2.0.0"));
      entry(zip, "features/core.json", feature("core", "2.0.0", "a").getBytes(utf8()));
      entry(zip, "features/bad.json", feature("bad", "2.0.0", "c").getBytes(utf8()));
    }
    return Staged.of(file, Map.of("id", NEW, "version", "2.0.0"));
  }

  private static Charset utf8() {
    return StandardCharsets.UTF_8;
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  /** A bundle; {@code c} wants a package that nobody has. */
  private static byte[] jar(String name, String version) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Manifest-Version", "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    attributes.putValue("Bundle-Version", version);
    if (name.equals("c")) {
      attributes.putValue("Import-Package", "nobody.has.it");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream jar = new JarOutputStream(bytes, manifest)) {
      jar.flush();
    }
    return bytes.toByteArray();
  }

  private List<String> bundles() {
    return Arrays.stream(framework.context().getBundles())
        .filter(bundle -> bundle.getBundleId() != 0 && bundle.getState() == Bundle.ACTIVE)
        .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
        .sorted()
        .toList();
  }
}
