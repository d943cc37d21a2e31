package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aQute.bnd.build.Workspace;
import aQute.bnd.osgi.Processor;
import aQute.bnd.repository.fileset.FileSetRepository;
import biz.aQute.resolve.Bndrun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.resolver.ResolutionException;

/** What is in the packages for Kura finds everything it asks for there: bnd's resolver says so. */
class ResolveIT {
  @TempDir Path work = Path.of("");

  /** The jars of a package, unpacked. */
  private List<Path> bundles(Path dp) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (ZipFile zip = new ZipFile(dp.toFile())) {
      for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        Path jar = work.resolve(entry.getName());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, jar);
        }
        jars.add(jar);
      }
    }
    return jars;
  }

  private static List<Path> kura(String name) throws IOException {
    try (Stream<Path> files = Files.list(Packed.TARGET.resolve(name))) {
      return files.sorted().toList();
    }
  }

  private static String symbolicName(Path jar) throws IOException {
    try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile())) {
      String value = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
      return value.split(";", 2)[0].strip();
    }
  }

  /** What the resolver would run for some bundles to run; fails if they cannot. */
  private Set<String> resolve(List<Path> wanted, List<Path> present, String java) throws Exception {
    List<String> required = new ArrayList<>();
    for (Path jar : wanted) {
      required.add("osgi.identity;filter:='(osgi.identity=" + symbolicName(jar) + ")'");
    }
    Path file = work.resolve("gateway.bndrun");
    Files.writeString(
        file,
        "-standalone:\n-runfw: org.eclipse.osgi\n-runee: "
            + java
            + "\n-runrequires: "
            + String.join(",", required)
            + "\n");
    List<java.io.File> jars =
        Stream.concat(wanted.stream(), present.stream()).map(Path::toFile).toList();
    try (Bndrun run = Bndrun.createBndrun(null, file.toFile())) {
      Workspace workspace = run.getWorkspace();
      workspace.addBasicPlugin(new FileSetRepository("there", jars));
      run.setRunRequires(run.getProperty("-runrequires"));
      String bundles = run.resolve(false, false);
      assertThat(run.getErrors()).isEmpty();
      return Stream.of(bundles.split(","))
          .map(clause -> Processor.removeDuplicateMarker(clause.strip().split(";", 2)[0].strip()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @ParameterizedTest
  @CsvSource({"kura-5,JavaSE-17", "kura-6,JavaSE-21"})
  void everyBundleResolvesOn(String kura, String java) throws Exception {
    List<Path> bundles = new ArrayList<>(bundles(Packed.gateway()));
    bundles.addAll(bundles(Packed.installer()));
    Set<String> names = new TreeSet<>();
    for (Path bundle : bundles) {
      names.add(symbolicName(bundle));
    }
    assertThat(resolve(bundles, kura(kura), java)).containsAll(names);
  }

  /** So that an answer above means something. */
  @Test
  void aBundleThatAsksForWhatNobodyHasDoesNotResolve() throws Exception {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.putValue("Manifest-Version", "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "org.wardgate.lost");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Import-Package", "org.nobody.has;version=\"[1.0,2)\"");
    Path jar = work.resolve("lost.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      zip.flush();
    }
    assertThatThrownBy(() -> resolve(List.of(jar), kura("kura-5"), "JavaSE-17"))
        .isInstanceOf(ResolutionException.class)
        .hasMessageContaining("org.nobody.has");
  }
}
