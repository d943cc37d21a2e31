package org.wardgate.integration.benchmarks.trust;

import java.util.List;
import org.wardgate.integration.benchmarks.Namespaces;
import org.wardgate.integration.benchmarks.Peer;

/**
 * From bad evidence that arrives to a device cut off in nftables: real verifier, decision core with
 * its journal, and enforcement, in a namespace of its own. As root.
 *
 * <p>{@code QuarantineBenchmark [devices [seconds between challenges [quarantines]]]}
 */
public final class QuarantineBenchmark {
  private static final List<String> USUAL = List.of("1000", "10", "300");

  private QuarantineBenchmark() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    String[] all = USUAL.toArray(String[]::new);
    System.arraycopy(arguments, 0, all, 0, Math.min(arguments.length, all.length));
    try (Namespaces namespaces = new Namespaces()) {
      String gateway = namespaces.add("quar");
      Namespaces.batch(gateway, List.of("link add br0 type bridge", "link set br0 up"));
      try (Peer ward = new Peer(gateway, QuarantineMain.class, all)) {
        for (String line = ward.read(); !line.equals("end"); line = ward.read()) {
          System.out.println(line);
        }
      }
    }
  }
}
