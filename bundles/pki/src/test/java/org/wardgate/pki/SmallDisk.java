package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of 256 kB, which can be filled. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 4096;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Mounts one; skips the test where that is not allowed, except under {@code CI=true}. */
  static SmallDisk mount() throws IOException, InterruptedException {
    Path directory =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "disks")), "d");
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", directory.toString());
    if ("true".equals(System.getenv("CI"))) {
      assertThat(mounted).as("mounting a file system (root)").isTrue();
    }
    assumeTrue(mounted, "no file system can be mounted here (root)");
    return new SmallDisk(directory);
  }

  Path directory() {
    return directory;
  }

  /** Leaves no room, also not within blocks that are in use. */
  void fill() throws IOException {
    Path filler = directory.resolve("filler");
    byte[] block = new byte[BLOCK_BYTES];
    try {
      while (true) {
        Files.write(filler, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  void free() throws IOException {
    Files.delete(directory.resolve("filler"));
  }

  @Override
  public void close() throws IOException {
    try {
      assertThat(run("umount", "--lazy", directory.toString())).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }
}
