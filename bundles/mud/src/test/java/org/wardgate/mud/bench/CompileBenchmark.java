package org.wardgate.mud.bench;

import static org.wardgate.mud.testing.MudJson.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.testing.MudJson;

/**
 * Compiles 1,000 different files in a process that has compiled none before, then one file of 200
 * entries again and again. Beside each: Jackson reading the same bytes, tokens alone.
 */
public final class CompileBenchmark {
  private static final int FILES = 1_000;
  // The median of the files in the vectors.
  private static final int ENTRIES_OF_ONE = 29;
  private static final int ENTRIES_OF_LARGE = 200;
  private static final int WARM_UP = 2_000;
  private static final int MEASURED = 1_001;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final JsonFactory JACKSON = new JsonFactory();

  private CompileBenchmark() {}

  /** Prints the figures. */
  public static void main(String[] arguments) throws RefusedException, IOException {
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(file(i, ENTRIES_OF_ONE));
    }
    long cpu = THREADS.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    long rules = 0;
    for (byte[] file : files) {
      rules += compile(file);
    }
    long cold = System.nanoTime() - start;
    long coldCpu = THREADS.getCurrentThreadCpuTime() - cpu;
    start = System.nanoTime();
    for (byte[] file : files) {
      rules += tokens(file);
    }
    long coldJackson = System.nanoTime() - start;
    print(FILES + " files of " + ENTRIES_OF_ONE + " entries, cold process", cold, coldJackson);

    System.out.printf(Locale.ROOT, "  of it on a processor: %.0f ms%n", coldCpu / NANOS_PER_MILLI);

    byte[] large = file(0, ENTRIES_OF_LARGE);
    for (int i = 0; i < WARM_UP; i++) {
      rules += compile(large) + tokens(large);
    }
    long[] compiled = new long[MEASURED];
    long[] read = new long[MEASURED];
    for (int i = 0; i < MEASURED; i++) {
      start = System.nanoTime();
      rules += compile(large);
      compiled[i] = System.nanoTime() - start;
      start = System.nanoTime();
      rules += tokens(large);
      read[i] = System.nanoTime() - start;
    }
    Arrays.sort(compiled);
    Arrays.sort(read);
    int middle = MEASURED / 2;
    print(ENTRIES_OF_LARGE + " entries, warm, median", compiled[middle], read[middle]);
    int late = MEASURED * 99 / 100;
    print(ENTRIES_OF_LARGE + " entries, warm, 99th percentile", compiled[late], read[late]);
    System.out.println("(" + rules + " rules and tokens)");
  }

  private static void print(String what, long nanos, long jackson) {
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f ms; Jackson alone %.2f ms; ratio %.1f%n",
        what,
        nanos / NANOS_PER_MILLI,
        jackson / NANOS_PER_MILLI,
        (double) nanos / jackson);
  }

  private static long compile(byte[] file) throws RefusedException {
    var policy = Analysis.of(Bytes.of(file)).accepted().policy();
    return (long) policy.fromDevice().size() + policy.toDevice().size();
  }

  private static long tokens(byte[] file) throws IOException {
    long tokens = 0;
    try (JsonParser parser = JACKSON.createParser(file)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }

  private static byte[] file(int number, int entries) {
    List<Object> from = new ArrayList<>();
    List<Object> to = new ArrayList<>();
    for (int i = 0; i < entries / 2; i++) {
      from.add(MudJson.ace("from" + i, "accept", matches(number, i, true)));
      to.add(MudJson.ace("to" + i, "accept", matches(number, i, false)));
    }
    Map<String, Object> file = MudJson.file("ipv4-acl-type", from, to);
    MudJson.mud(file).put("mud-url", MudJson.URL + number);
    return MudJson.bytes(file).toArray();
  }

  private static Map<String, Object> matches(int number, int i, boolean sends) {
    String portName = (sends ? "destination" : "source") + "-port";
    Map<String, Object> port = map("operator", "eq", "port", 1_000 + i);
    Map<String, Object> ports = map(portName, port);
    return switch (i % 4) {
      case 0 ->
          map(
              "ipv4",
              map(
                  "protocol",
                  6,
                  "ietf-acldns:" + (sends ? "dst" : "src") + "-dnsname",
                  "host" + number + "-" + i + ".example.com"),
              "tcp",
              map(portName, port, "ietf-mud:direction-initiated", "from-device"));
      case 1 -> map("ietf-mud:mud", map("local-networks", List.of(MudJson.NULL)), "udp", ports);
      case 2 -> map("ietf-mud:mud", map("controller", "urn:ietf:params:mud:dns"), "udp", ports);
      default ->
          map(
              "ipv4",
              map(
                  (sends ? "destination" : "source") + "-ipv4-network",
                  "10." + i % 256 + "." + number % 256 + ".0/24"),
              "tcp",
              ports);
    };
  }
}
