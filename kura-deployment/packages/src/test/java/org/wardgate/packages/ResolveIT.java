package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.resolver.ResolutionException;

/** What is in the packages for Kura finds everything it asks for there: bnd's resolver says so. */
class ResolveIT {
  @TempDir Path work = Path.of("");

  @ParameterizedTest
  @CsvSource({"kura-5,JavaSE-17", "kura-6,JavaSE-21"})
  void everyBundleResolvesOn(String kura, String java) throws Exception {
    new Resolver(work).everyBundleResolves(Packed.gateway(), Packed.installer(), kura, java);
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
    assertThatThrownBy(
            () -> new Resolver(work).resolve(List.of(jar), Resolver.kura("kura-5"), "JavaSE-17"))
        .isInstanceOf(ResolutionException.class)
        .hasMessageContaining("org.nobody.has");
  }
}
