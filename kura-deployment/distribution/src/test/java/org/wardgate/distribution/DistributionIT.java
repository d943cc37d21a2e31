package org.wardgate.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.launcher.feature.FeatureReader;
import org.wardgate.launcher.instance.FrameworkKind;
import org.wardgate.launcher.instance.Instance;
import org.wardgate.launcher.plan.BundleRepository;
import org.wardgate.launcher.plan.Plan;
import org.wardgate.launcher.plan.Planner;

/** What was assembled is complete, and holds nothing that nobody needs. */
class DistributionIT {

  private static final Path HOME = Path.of("target/wardgate").toAbsolutePath();

  @TempDir Path work = Path.of("");

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(HOME.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static List<Path> classPath() throws IOException {
    List<Path> jars = new ArrayList<>();
    try (JarFile jar = new JarFile(HOME.resolve("lib/wardgate.jar").toFile())) {
      String entries = jar.getManifest().getMainAttributes().getValue("Class-Path");
      for (String entry : entries.split(" ")) {
        jars.add(HOME.resolve("lib").resolve(entry).normalize());
      }
    }
    return jars;
  }

  @Test
  void theRepositoryHoldsWhatFeaturesAndCommandNeedAndNothingElse() throws Exception {
    TreeSet<String> wanted = new TreeSet<>();
    for (Path file : files("features")) {
      FeatureReader.read(file).bundles().forEach(bundle -> wanted.add(bundle.id().fileName()));
    }
    classPath().stream()
        .filter(jar -> jar.startsWith(HOME.resolve("repository")))
        .forEach(jar -> wanted.add(jar.getFileName().toString()));
    assertThat(files("repository"))
        .extracting(jar -> jar.getFileName().toString())
        .containsExactlyElementsOf(wanted);
  }

  @Test
  void everyJarTheCommandNamesIsThere() throws Exception {
    assertThat(classPath()).hasSizeGreaterThan(5).allMatch(Files::isRegularFile);
  }

  @Test
  void featuresAreFilledIn() throws Exception {
    for (Path file : files("features")) {
      assertThat(Files.readString(file)).doesNotContain("${project");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core,coap,console,felix",
        "core,coap,console,felix,demo",
        "core,coap,console,felix,dev",
        "console,felix"
      })
  void everySetOfFeaturesMakesAPlan(String features) throws Exception {
    Instance instance =
        new Instance(
            work,
            List.of(features.split(",")),
            FrameworkKind.FELIX,
            "small",
            Map.of(),
            Optional.empty(),
            Optional.empty());
    Plan plan =
        new Planner(HOME.resolve("features"), new BundleRepository(HOME.resolve("repository")))
            .plan(instance);
    assertThat(plan.bundles()).isNotEmpty();
  }

  @Test
  void scriptsMayBeRun() {
    assertThat(List.of(HOME.resolve("wardgate"), HOME.resolve("lib/gateway")))
        .allMatch(Files::isExecutable);
  }

  @Test
  void theCommandAnswersWithTheDocumentedStatus() throws Exception {
    assertThat(Program.run(HOME.resolve("wardgate") + " help").status()).isZero();
    assertThat(Program.run(HOME.resolve("wardgate") + " nonsense").status()).isEqualTo(64);
    Program.Result status =
        Program.run(HOME.resolve("wardgate") + " status --json --instance " + work);
    assertThat(status.status()).isEqualTo(2);
    assertThat(status.output()).contains("\"code\":\"WG-LNCH-0008\"").doesNotContain("\tat ");
  }

  @Test
  void theArchiveHoldsTheSame() throws Exception {
    Program.Result listing = Program.run("tar -tzf " + HOME.resolveSibling("wardgate.tar.gz"));
    try (Stream<Path> walk = Files.walk(HOME)) {
      List<String> here =
          walk.filter(Files::isRegularFile)
              .map(file -> HOME.relativize(file).toString())
              .filter(name -> !name.startsWith("."))
              .sorted()
              .toList();
      assertThat(
              listing
                  .output()
                  .lines()
                  .filter(line -> !line.endsWith("/"))
                  .map(line -> line.substring(line.indexOf('/') + 1))
                  .sorted())
          .containsExactlyElementsOf(here);
    }
  }
}
