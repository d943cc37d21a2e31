package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.build.Workspace;
import aQute.bnd.osgi.Processor;
import aQute.bnd.repository.fileset.FileSetRepository;
import biz.aQute.resolve.Bndrun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Asks bnd's resolver.
 *
 * @param work a folder for what is unpacked
 */
record Resolver(Path work) {
  /** The jars of a package, unpacked. */
  List<Path> bundles(Path dp) throws IOException {
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

  static List<Path> kura(String name) throws IOException {
    try (Stream<Path> files = Files.list(Packed.TARGET.resolve(name))) {
      return files.sorted().toList();
    }
  }

  static String symbolicName(Path jar) throws IOException {
    try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile())) {
      String value = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
      return value.split(";", 2)[0].strip();
    }
  }

  /** What the resolver would run for some bundles to run; fails if they cannot. */
  Set<String> resolve(List<Path> wanted, List<Path> present, String java) throws Exception {
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

  /** Fails if the bundles of a package for Kura and of the installer's cannot run on a Kura. */
  void everyBundleResolves(Path gateway, Path installer, String kura, String java)
      throws Exception {
    List<Path> bundles = new ArrayList<>(bundles(gateway));
    bundles.addAll(bundles(installer));
    Set<String> names = new TreeSet<>();
    for (Path bundle : bundles) {
      names.add(symbolicName(bundle));
    }
    assertThat(resolve(bundles, kura(kura), java)).containsAll(names);
  }
}
