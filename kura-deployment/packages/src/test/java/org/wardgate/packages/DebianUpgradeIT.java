package org.wardgate.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Debian package does beside an update that came over the network, and beside an attacker.
 */
class DebianUpgradeIT {
  private static final String GATEWAY = "org.wardgate.gateway";
  private static final String NEWER =
      "PK..Manifest-Version: 1.0\r\nDeploymentPackage-Version: 9.9.9\r\n";

  /** A user who is not root, on every Debian. */
  private static final int NOBODY = 65_534;

  @TempDir Path work = Path.of("");

  @SuppressWarnings("NullAway.Init") // made before each test
  private KuraRoot kura;

  @BeforeEach
  void installed() throws Exception {
    Program.need("dpkg");
    kura = KuraRoot.with(work.resolve("root"), "kura", "5.6.1-1");
  }

  private Program.Result dpkg(String verb) throws Exception {
    boolean file = List.of("-i", "--unpack").contains(verb);
    Program.Result result =
        kura.dpkg(verb, file ? Packed.deb("kura5").toString() : "wardgate-kura5");
    assertThat(result.status()).as(result.output()).isZero();
    return result;
  }

  private Path kept() throws IOException {
    Properties list = new Properties();
    try (var in = Files.newInputStream(kura.dpa())) {
      list.load(in);
    }
    return kura.root().resolve(list.getProperty(GATEWAY).substring("file:/".length()));
  }

  /** As the installer does it when an update counts. */
  private Path updateOverTheNetwork(String name) throws IOException {
    Path newer = Files.writeString(kura.packages().resolve(name), NEWER);
    Files.writeString(
        kura.dpa(), GATEWAY + "=file:/opt/eclipse/kura/packages/" + newer.getFileName() + "\n");
    return newer;
  }

  @Test
  void installedOverItselfANewerSetOfTheNetworkStays() throws Exception {
    dpkg("-i");
    Path newer = updateOverTheNetwork(GATEWAY + "_9.9.9.dp");
    assertThat(dpkg("-i").output()).contains("9.9.9 stays");
    assertThat(kept()).isEqualTo(newer).hasContent(NEWER);
  }

  @Test
  void aNewerSetInTheSameFileStaysToo() throws Exception {
    dpkg("-i");
    Path same = kept();
    Files.writeString(same, NEWER);
    assertThat(dpkg("-i").output()).contains("9.9.9 stays");
    assertThat(kept()).isEqualTo(same).hasContent(NEWER);
  }

  @Test
  void aNewerSetThatWasPackedInAnotherWayIsKnownByItsName() throws Exception {
    dpkg("-i");
    Path newer = updateOverTheNetwork(GATEWAY + "_9.9.9.dp");
    Files.writeString(newer, "not to be read here");
    assertThat(dpkg("-i").output()).contains("9.9.9 stays");
    assertThat(kept()).hasContent("not to be read here");
  }

  @Test
  void powerCutBetweenUnpackAndConfigureTheEntryNamesAFileThatIsThere() throws Exception {
    dpkg("-i");
    Path older = Files.writeString(kept().resolveSibling(GATEWAY + "_0.0.1.dp"), "0.0.1");
    Files.delete(kept());
    Files.writeString(
        kura.dpa(), GATEWAY + "=file:/opt/eclipse/kura/packages/" + older.getFileName());
    dpkg("--unpack");
    assertThat(kept()).isEqualTo(older).hasContent("0.0.1");
    dpkg("--configure");
    assertThat(kept()).hasSameBinaryContentAs(Packed.gateway());
    assertThat(older).doesNotExist();
  }

  @Test
  void whatKuraMovedIsStillFoundAndRemoved() throws Exception {
    dpkg("-i");
    Path moved = Files.move(kept(), kura.packages().resolve(GATEWAY + "_0.1.0.moved.dp"));
    Files.writeString(
        kura.dpa(), GATEWAY + "=file\\:/opt/eclipse/kura/packages/" + moved.getFileName());
    dpkg("-i");
    assertThat(kept()).as("its content is the same").isEqualTo(moved);
    dpkg("-r");
    try (Stream<Path> left = Files.list(kura.packages())) {
      assertThat(left).containsExactly(kura.dpa());
    }
    assertThat(kura.dpa()).isEmptyFile();
  }

  @Test
  void aDamagedFileIsReplaced() throws Exception {
    dpkg("-i");
    Path damaged = kept();
    Files.writeString(damaged, "");
    dpkg("-i");
    assertThat(kept()).isEqualTo(damaged).hasSameBinaryContentAs(Packed.gateway());
  }

  @Test
  void inADirectoryOfKurasUserEverythingIsWrittenByThatUser() throws Exception {
    belongToNobody();
    dpkg("-i");
    assertThat(Files.getAttribute(kept(), "unix:uid")).isEqualTo(NOBODY);
    assertThat(Files.getAttribute(kura.dpa(), "unix:uid")).isEqualTo(NOBODY);
    Path data = Files.createDirectories(kura.data());
    Files.setAttribute(data.getParent(), "unix:uid", NOBODY);
    Files.setAttribute(data, "unix:uid", NOBODY);
    dpkg("-P");
    assertThat(data).doesNotExist();
    assertThat(kura.dpa()).isEmptyFile();
  }

  @Test
  void aLinkThatKurasUserLaidLeadsRootNowhere() throws Exception {
    belongToNobody();
    Path folder = Files.createDirectories(work.resolve("roots"));
    for (String name : List.of("dpa.properties", GATEWAY + ".dp")) {
      Files.writeString(folder.resolve(name), "root's");
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    // the whole directory led elsewhere: Kura's user may not write there, nor may the package then
    Files.move(kura.packages(), kura.packages().resolveSibling("before"));
    Files.createSymbolicLink(kura.packages(), folder);
    Files.setAttribute(kura.packages(), "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    assertThat(kura.dpkg("-i", Packed.deb("kura5").toString()).status()).isNotZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2).allSatisfy(file -> assertThat(file).hasContent("root's"));
    }
  }

  @Test
  void rootWritesNothingWhereOthersMayWriteToo() throws Exception {
    root();
    Files.setPosixFilePermissions(
        kura.packages().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    Program.Result result = kura.dpkg("-i", Packed.deb("kura5").toString());
    assertThat(result.status()).isNotZero();
    assertThat(result.output()).contains("others may write");
    assertThat(kura.dpa()).doesNotExist();
  }

  /** As Kura's own package leaves its folders. */
  private void belongToNobody() throws Exception {
    root();
    // that user must get as far as there
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    Program.Result chown =
        Program.run(
            work,
            List.of("chown", "-R", NOBODY + ":" + NOBODY, kura.root() + "/opt/eclipse"),
            Map.of());
    assertThat(chown.status()).isZero();
  }

  private static void root() throws IOException {
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    assertThat(root || !"true".equals(System.getenv("CI"))).as("CI runs as root").isTrue();
    assumeTrue(root, "only root can give files away");
  }
}
