package org.wardgate.api.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this gateway keeps what must survive a restart. */
public interface DataDirectory {
  /** A directory of the given name, created with permissions for the owner alone. */
  Path directory(String name);

  /**
   * Where operators put files for what keeps its data under the given name, if they configure no
   * other place: {@code NAME/inbox}, made if it does not exist.
   */
  default Path inbox(String name) {
    Path inbox = directory(name).resolve("inbox");
    try {
      return Files.createDirectories(inbox);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + inbox, e);
    }
  }
}
