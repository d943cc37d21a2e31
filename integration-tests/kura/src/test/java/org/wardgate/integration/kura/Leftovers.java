package org.wardgate.integration.kura;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a gateway leaves behind in the process that it ran in. */
final class Leftovers {
  private static final int HEX = 16;
  private static final int INODE = 9;

  private Leftovers() {}

  /** Threads that run, or were made by, code of ours, by name. */
  static List<String> threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(e -> isOurs(e.getKey()) || runsOurs(e.getValue()))
        .filter(e -> e.getKey() != Thread.currentThread())
        .map(e -> e.getKey().getName())
        .sorted()
        .toList();
  }

  private static boolean isOurs(Thread thread) {
    String loader = String.valueOf(thread.getContextClassLoader());
    boolean loads =
        loader.contains("org.wardgate.") && !loader.contains("org.wardgate.integration");
    return loads || thread.getName().startsWith("wardgate");
  }

  private static boolean runsOurs(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.startsWith("org.wardgate.") && !name.startsWith("org.wardgate.integration.")) {
        return true;
      }
    }
    return false;
  }

  /** Those of the ports on which this process receives. */
  static Set<Integer> sockets(Set<Integer> ports) throws IOException {
    Set<Integer> open = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] columns = line.strip().split("\\s+", -1);
        int colon = columns[1].lastIndexOf(':');
        if (colon > 0 && columns[1].matches("[0-9A-F]+:[0-9A-F]{4}")) {
          int port = Integer.parseInt(columns[1].substring(colon + 1), HEX);
          boolean closing = table.startsWith("tcp") && !columns[3].equals("0A");
          if (ports.contains(port) && !closing) {
            open.add(port);
          }
        }
      }
    }
    return open;
  }

  /** Which socket receives datagrams on this port, by its inode; empty if none does. */
  static String datagramSocket(int port) throws IOException {
    String suffix = String.format(java.util.Locale.ROOT, ":%04X", port);
    for (String table : List.of("udp", "udp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > INODE && columns[1].endsWith(suffix)) {
          return columns[INODE];
        }
      }
    }
    return "";
  }
}
