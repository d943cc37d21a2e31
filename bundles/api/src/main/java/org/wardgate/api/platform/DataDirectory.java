package org.wardgate.api.platform;

import java.nio.file.Path;

/** Where this gateway keeps what must survive a restart. */
public interface DataDirectory {
  /** A directory of the given name, created with permissions for the owner alone. */
  Path directory(String name);
}
