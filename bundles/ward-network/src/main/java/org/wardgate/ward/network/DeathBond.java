package org.wardgate.ward.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a child end with its parent, also one that is killed, through util-linux's {@code setpriv}.
 * The kernel watches the thread that starts the child: it must not end before the child may.
 */
final class DeathBond {
  private static final List<Path> SETPRIV =
      List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"), Path.of("/usr/sbin/setpriv"));

  private DeathBond() {}

  /** The command with the bond; as it is where there is no setpriv. */
  static List<String> of(List<String> command) {
    for (Path setpriv : SETPRIV) {
      if (Files.isExecutable(setpriv)) {
        List<String> bonded = new ArrayList<>(List.of(setpriv.toString(), "--pdeathsig", "KILL"));
        bonded.addAll(command);
        return bonded;
      }
    }
    return command;
  }
}
