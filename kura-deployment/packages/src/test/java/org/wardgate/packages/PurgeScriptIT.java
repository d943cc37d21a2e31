package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that purges, run by root over directories of others. */
class PurgeScriptIT {
  private static final int SOMEBODY = 64_999;

  @TempDir Path root = Path.of("");

  @BeforeEach
  void needed() throws Exception {
    boolean isRoot = Files.getAttribute(root, "unix:uid").equals(0);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isRoot).as("only root can give files to others").isTrue();
    }
    assumeTrue(isRoot, "only root can give files to others");
    // whoever the files belong to must reach them
    ok("chmod", "755", root.toString());
  }

  private Program.Result run(String... command) throws Exception {
    return Program.run(root, List.of(command), Map.of("DPKG_ROOT", root.toString()));
  }

  private void ok(String... command) throws Exception {
    Program.Result result = run(command);
    assertThat(result.status()).as(result.output()).isZero();
  }

  private Program.Result purge(String kura) throws Exception {
    Path script = Path.of("src/deb", kura, "control/postrm").toAbsolutePath();
    return run("sh", script.toString(), "purge");
  }

  private Path data() throws IOException {
    return Files.createDirectories(root.resolve("opt/eclipse/kura/data"));
  }

  private void give(Path path) throws Exception {
    ok("chown", "-hR", SOMEBODY + ":" + SOMEBODY, path.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"kura5", "kura6"})
  void whatIsSomebodysInADirectoryOfRootsGoesToo(String kura) throws Exception {
    Path own = Files.createDirectories(data().resolve("wardgate"));
    Files.writeString(own.resolve("journal"), "x");
    give(own);
    Program.Result purged = purge(kura);
    assertThat(purged.status()).as(purged.output()).isZero();
    assertThat(own).doesNotExist();
    assertThat(purge(kura).status()).as("once more").isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kura5", "kura6"})
  void whatIsNotSomebodysStaysAndIsSaid(String kura) throws Exception {
    Path own = Files.createDirectories(data().resolve("wardgate"));
    give(own);
    Files.createDirectories(own.resolve("of-root/deeper"));
    assertThat(purge(kura).status()).isNotZero();
    assertThat(own.resolve("of-root/deeper")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kura5", "kura6"})
  void aWayThatSomebodyLeadsElsewhereRemovesNothingThere(String kura) throws Exception {
    Path elsewhere = Files.createDirectories(root.resolve("etc/wardgate"));
    Files.createDirectories(root.resolve("opt/eclipse/kura"));
    Files.createSymbolicLink(root.resolve("opt/eclipse/kura/data"), root.resolve("etc"));
    ok("chown", "-h", SOMEBODY + ":" + SOMEBODY, root.resolve("opt/eclipse/kura/data").toString());
    assertThat(purge(kura).status()).isNotZero();
    assertThat(elsewhere).isDirectory();
  }
}
