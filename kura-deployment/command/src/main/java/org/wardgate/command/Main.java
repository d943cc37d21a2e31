package org.wardgate.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.wardgate.launcher.Installation;

/** Where {@code wardgate.jar} begins. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit status. */
  public static void main(String[] words) {
    Map<String, String> environment = System.getenv();
    Commands commands =
        new Commands(
            Verbs.all(Installation.ofThisJar(), environment),
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            "1".equals(environment.get("WARDGATE_DEBUG")));
    int status = commands.run(List.of(words));
    System.exit(status);
  }

  /** People see the same characters whatever the locale of the machine. */
  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
