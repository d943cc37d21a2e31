package org.wardgate.references;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.testing.TestPki;
import org.wardgate.references.offline.CorimWriter;
import org.wardgate.references.offline.JsonForm;
import org.wardgate.references.set.ReferenceIndex;
import org.wardgate.references.set.ReferenceSet;
import org.wardgate.references.signing.CorimVerifier;
import org.wardgate.references.testing.Maker;

/**
 * Time and memory for many attestation keys: {@code java -cp … ReferenceBenchmark [COUNT]}. Prints
 * what it takes to verify and read the signed manifests, to build the index, and to look up in it.
 */
public final class ReferenceBenchmark {
  private static final int PER_FILE_COUNT = 40_000;
  private static final int LOOKUPS_COUNT = 2_000_000;
  private static final Maker NORVIK = new Maker("norvik", "Norvik");

  private ReferenceBenchmark() {}

  /** Runs it. */
  public static void main(String[] arguments) throws RefusedException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500_000;
    for (int size : new int[] {1_000, count / 10, count}) {
      run(size);
    }
  }

  private static void run(int count) throws RefusedException {
    String key = PublicKeys.toPem(TestPki.root("iak").keys().getPublic());
    List<ReferenceSet> sets = new ArrayList<>();
    long bytes = 0;
    long nanos = 0;
    for (int from = 0; from < count; from += PER_FILE_COUNT) {
      Bytes file = file(from, Math.min(count, from + PER_FILE_COUNT), key);
      bytes += file.length();
      long start = System.nanoTime();
      sets.add(CorimVerifier.verify(file, Maker.inventory(1, NORVIK.manufacturer()), TestPki.NOW));
      nanos += System.nanoTime() - start;
    }
    long start = System.nanoTime();
    References references = ReferenceIndex.of(sets);
    long indexNanos = System.nanoTime() - start;
    long heap = usedHeapBytes();
    System.out.printf(
        "%d keys in %d files of %d MB: read in %.1f s, indexed in %d ms, heap in use %d MB%n",
        count, sets.size(), bytes >> 20, nanos / 1e9, indexNanos / 1_000_000, heap >> 20);
    for (int round = 0; round < 3; round++) {
      System.out.printf("  look-up: %d ns%n", lookUpNanos(references, count));
    }
  }

  private static Bytes file(int from, int to, String key) throws RefusedException {
    List<JsonForm.Device> devices = new ArrayList<>();
    for (int i = from; i < to; i++) {
      devices.add(new JsonForm.Device(instance(i), "SN-" + i, key));
    }
    JsonForm form =
        new JsonForm(
            "set-" + from,
            1,
            "Norvik",
            "NP-200",
            "impl:" + Maker.IMPLEMENTATION,
            devices,
            List.of(
                new JsonForm.Image(
                    "BL",
                    Optional.empty(),
                    List.of(Bytes.of("x".repeat(32).getBytes(StandardCharsets.US_ASCII))),
                    "",
                    OptionalLong.empty(),
                    true)),
            Map.of(),
            "",
            List.of(),
            Optional.empty(),
            Optional.empty());
    return CorimWriter.signed(
        form, NORVIK.signer().keys().getPrivate(), List.of(NORVIK.signer().certificate()));
  }

  private static Bytes instance(int number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    return Bytes.of(
        ByteBuffer.allocate(33).put(0, (byte) 1).putLong(1, mixed).putInt(9, number).array());
  }

  private static long lookUpNanos(References references, int count) {
    int found = 0;
    long start = System.nanoTime();
    for (int i = 0; i < LOOKUPS_COUNT; i++) {
      if (references.attester(instance((int) (i * 7_919L % count))).isPresent()) {
        found++;
      }
    }
    long nanos = System.nanoTime() - start;
    if (found != LOOKUPS_COUNT) {
      throw new IllegalStateException("found " + found);
    }
    return nanos / LOOKUPS_COUNT;
  }

  private static long usedHeapBytes() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
