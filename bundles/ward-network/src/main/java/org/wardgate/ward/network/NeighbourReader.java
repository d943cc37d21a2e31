package org.wardgate.ward.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.platform.SystemPrograms;

/** Asks the kernel for the ward's neighbours of both families, through iproute2. Blocks. */
final class NeighbourReader {
  /** How long the command may take. */
  static final int TIMEOUT_MS = 5_000;

  private static final int LINE_MAX_BYTES = 1_024;

  private final List<String> command;

  NeighbourReader(String ipCommand, String wardInterface) {
    this.command = List.of(ipCommand, "neigh", "show", "dev", wardInterface);
  }

  /** The neighbours by address. */
  Map<InetAddress, Neighbour> read() throws IOException, InterruptedException {
    List<String> found = new ArrayList<>(command);
    found.set(0, SystemPrograms.ofThisMachine().find(command.get(0)));
    Process process =
        new ProcessBuilder(found).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      process.getOutputStream().close();
      var unused =
          process
              .onExit()
              .orTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
              .exceptionally(late -> process.destroyForcibly());
      Map<InetAddress, Neighbour> neighbours = new HashMap<>();
      BoundedLines lines = new BoundedLines(process.getInputStream(), LINE_MAX_BYTES);
      int count = 0;
      for (Optional<String> line = lines.next();
          line.isPresent() && count < NeighbourTable.LINES_MAX_COUNT;
          line = lines.next()) {
        count++;
        Neighbour.of(line.get()).ifPresent(one -> neighbours.put(one.address(), one));
      }
      if (!process.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
      return neighbours;
    } finally {
      process.destroyForcibly();
    }
  }
}
