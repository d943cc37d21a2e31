package org.wardgate.ward.network;

import java.nio.file.Path;
import java.util.Optional;

/** A gateway that only runs the program it is told, and prints what that says. */
final class UlogdHolder {
  private UlogdHolder() {}

  /** Runs until it is killed: the program, and any folder for its plugins. */
  public static void main(String[] arguments) {
    NetworkSettings settings =
        new NetworkSettings(
            "br0", arguments[0], Optional.of(Path.of(arguments[1])), 5, "ip", false);
    new UlogdSource(settings, System.out::println).run();
  }
}
