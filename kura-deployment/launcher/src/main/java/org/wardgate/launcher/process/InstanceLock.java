package org.wardgate.launcher.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.launcher.LauncherErrors;
import org.wardgate.launcher.instance.Instance;

/**
 * Holds an instance for one process, and says in its pid file which. The kernel lets go of it when
 * the process ends, however it ends.
 */
final class InstanceLock implements AutoCloseable {

  private final FileChannel channel;
  private final Path pidFile;

  private InstanceLock(FileChannel channel, Path pidFile) {
    this.channel = channel;
    this.pidFile = pidFile;
  }

  /**
   * Takes the instance.
   *
   * @throws RefusedException {@link LauncherErrors#ALREADY_RUNNING}
   */
  static InstanceLock take(Instance instance) throws IOException, RefusedException {
    FileChannel channel =
        FileChannel.open(instance.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new RefusedException(LauncherErrors.ALREADY_RUNNING, instance.directory().toString());
    }
    Files.writeString(instance.pidFile(), ProcessHandle.current().pid() + "\n");
    return new InstanceLock(channel, instance.pidFile());
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "process " + ProcessHandle.current().pid();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(pidFile);
    channel.close();
  }
}
