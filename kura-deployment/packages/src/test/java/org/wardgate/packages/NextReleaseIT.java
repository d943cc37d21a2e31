package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release of the real bundles in which one changed, made of the one that was packed. */
class NextReleaseIT {
  private static final Pattern OURS =
      Pattern.compile("\"org\\.wardgate:(org\\.wardgate\\.[a-z-]+):([^\"]+)\"");

  @TempDir static Path work = Path.of("");

  @TempDir Path unpacked = Path.of("");

  private static NextBuild next = new NextBuild(work);

  @BeforeAll
  static void packed() throws Exception {
    next = new NextBuild(work);
    next.pack();
  }

  private static Path gateway() {
    return next.file("org.wardgate.gateway");
  }

  private static Path installer() {
    return next.file("org.wardgate.installer");
  }

  private static Path standalone() {
    return next.file("org.wardgate.gateway-standalone");
  }

  private static byte[] entry(Path zip, String name) throws Exception {
    try (ZipFile file = new ZipFile(zip.toFile());
        InputStream in = file.getInputStream(file.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private static List<String> jars(Path dp) throws Exception {
    return Packed.names(dp).stream().filter(name -> name.endsWith(".jar")).toList();
  }

  @Test
  void onlyTheBundleThatChangedIsNotTheOneBeforeByteForByte() throws Exception {
    String changed = NextBuild.CHANGED + "-" + NextBuild.VERSION + ".jar";
    assertSame(Packed.gateway(), gateway(), changed);
    assertSame(Packed.standalone(), standalone(), changed);
    assertSame(Packed.installer(), installer(), "");
  }

  private static void assertSame(Path before, Path after, String changed) throws Exception {
    assertThat(jars(after)).hasSameSizeAs(jars(before));
    for (String jar : jars(after)) {
      if (!jar.equals(changed)) {
        assertThat(entry(after, jar)).as(jar).isEqualTo(entry(before, jar));
      }
    }
    assertThat(jars(after).contains(changed)).isEqualTo(!changed.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"kura-5,JavaSE-17", "kura-6,JavaSE-21"})
  void itResolvesOn(String kura, String java) throws Exception {
    new Resolver(unpacked).everyBundleResolves(gateway(), installer(), kura, java);
  }

  @Test
  void theBillOfMaterialsAndTheLooseBundlesAreTheSameBytes() throws Exception {
    JsonNode bill = new ObjectMapper().readTree(work.resolve("out/next.cdx.json").toFile());
    BillOfMaterialsIT.assertHashes(bill, List.of(gateway(), installer(), standalone()));
    for (String jar : jars(gateway())) {
      assertThat(work.resolve("loose").resolve(jar)).hasBinaryContent(entry(gateway(), jar));
    }
    try (Stream<Path> loose = Files.list(work.resolve("loose"))) {
      assertThat(loose).hasSameSizeAs(jars(gateway()));
    }
  }

  @Test
  void theFeaturesOfTheStandalonePackageNameItsJars() throws Exception {
    int named = 0;
    for (String name : Packed.names(standalone())) {
      if (name.startsWith("features/")) {
        String feature = new String(entry(standalone(), name), StandardCharsets.UTF_8);
        for (Matcher id = OURS.matcher(feature); id.find(); named++) {
          assertThat(jars(standalone())).contains(id.group(1) + "-" + id.group(2) + ".jar");
        }
      }
    }
    assertThat(named).isGreaterThan(25);
  }
}
