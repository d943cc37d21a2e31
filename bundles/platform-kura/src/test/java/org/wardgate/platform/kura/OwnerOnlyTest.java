package org.wardgate.platform.kura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> ALL = PosixFilePermissions.fromString("rwxrwxrwx");

  @TempDir Path work = Path.of("");

  @Test
  void aLinkToAnOwnDirectoryIsFollowedAndTheDirectoryNarrowed() throws Exception {
    Path target = Files.createDirectory(work.resolve("elsewhere"));
    Files.setPosixFilePermissions(target, ALL);
    Path link = Files.createSymbolicLink(work.resolve("wardgate"), target);
    OwnerOnly.directory(link);
    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(Files.getPosixFilePermissions(target)).isEqualTo(OWN);
    OwnerOnly.directory(link.resolve("journal"));
    assertThat(target.resolve("journal")).isDirectory();
  }

  @Test
  void aLinkToALinkIsFollowedToItsEnd() throws Exception {
    Path target = Files.createDirectory(work.resolve("elsewhere"));
    Path first = Files.createSymbolicLink(work.resolve("first"), target);
    OwnerOnly.directory(Files.createSymbolicLink(work.resolve("second"), first));
    assertThat(Files.getPosixFilePermissions(target)).isEqualTo(OWN);
  }

  @Test
  void aLinkThatLeadsNowhereIsRefusedAndNothingIsMade() throws Exception {
    Path target = work.resolve("gone");
    Path link = Files.createSymbolicLink(work.resolve("wardgate"), target);
    assertThatThrownBy(() -> OwnerOnly.directory(link)).isInstanceOf(NoSuchFileException.class);
    assertThat(target).doesNotExist();
  }

  @Test
  void aLinkToAFileIsRefused() throws Exception {
    Path file = Files.writeString(work.resolve("file"), "");
    Path link = Files.createSymbolicLink(work.resolve("wardgate"), file);
    assertThatThrownBy(() -> OwnerOnly.directory(link)).isInstanceOf(FileSystemException.class);
  }

  @Test
  void aLinkToAnothersDirectoryIsRefusedAndTheDirectoryStaysAsItIs() throws Exception {
    // as root every directory can be made another's; otherwise the root's own are
    Path others = Files.createDirectory(work.resolve("others"));
    if (System.getProperty("user.name").equals("root")) {
      Files.setAttribute(others, "unix:uid", 65_534, LinkOption.NOFOLLOW_LINKS);
    } else {
      others = Path.of("/usr");
    }
    Set<PosixFilePermission> before = Files.getPosixFilePermissions(others);
    Path link = Files.createSymbolicLink(work.resolve("wardgate"), others);
    assertThatThrownBy(() -> OwnerOnly.directory(link)).isInstanceOf(FileSystemException.class);
    assertThat(Files.getPosixFilePermissions(others)).isEqualTo(before);
  }

  @Test
  void aFileInItsPlaceIsRefused() throws Exception {
    Path file = Files.writeString(work.resolve("wardgate"), "");
    assertThatThrownBy(() -> OwnerOnly.directory(file))
        .isInstanceOf(FileAlreadyExistsException.class);
  }
}
