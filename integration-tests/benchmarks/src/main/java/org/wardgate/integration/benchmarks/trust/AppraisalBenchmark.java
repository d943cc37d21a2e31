package org.wardgate.integration.benchmarks.trust;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.integration.benchmarks.Sample;

/**
 * Appraisals per CPU-second beside bare signature checks per CPU-second, with the same provider,
 * keys and tokens, in turns on one thread: a key and a nonce for every device; policy and trust
 * included; then with an EAR signed for each; then with hundreds of thousands of reference values.
 *
 * <p>{@code AppraisalBenchmark [devices [rounds [reference values]]]}
 */
public final class AppraisalBenchmark {
  private static final int NONCE_BYTES = 32;
  private static final int WARM_UP_ROUNDS = 12;
  private static final CborLimits LIMITS = new CborLimits(8_192, 16, 1_024);

  private final Fleet fleet;
  private final int rounds;
  private final List<Bytes> nonces = new ArrayList<>();
  private final List<Bytes> tokens = new ArrayList<>();

  private AppraisalBenchmark(int devicesCount, int rounds) {
    this.fleet = Fleet.of(devicesCount);
    this.rounds = rounds;
    SecureRandom random = new SecureRandom();
    for (FleetDevice device : fleet.devices()) {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      nonces.add(Bytes.of(nonce));
      tokens.add(device.evidence(Bytes.of(nonce), true));
    }
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    EcProvider.install();
    int devicesCount = number(arguments, 0, 1_000);
    int valuesCount = number(arguments, 2, 500_000);
    AppraisalBenchmark benchmark = new AppraisalBenchmark(devicesCount, number(arguments, 1, 15));
    FleetReferences references = new FleetReferences(benchmark.fleet);
    double few = benchmark.run(references.index());
    double many = benchmark.run(references.upTo(valuesCount, benchmark.fleet).index());
    System.out.printf(
        Locale.ROOT, "CPU an appraisal, many values / few values: %.2f%n", many / few);
  }

  private static int number(String[] arguments, int at, int otherwise) {
    return arguments.length > at ? Integer.parseInt(arguments[at]) : otherwise;
  }

  private interface Work {
    void pass() throws Exception;
  }

  /** CPU microseconds of an appraisal. */
  private double run(References references) throws Exception {
    RawVerifications raw = new RawVerifications(fleet, parsed());
    Bench bench = new Bench(references, fleet.inventory(10));
    Weighing weighing = new Weighing();
    EarSigning ears = new EarSigning();
    List<Work> works =
        List.of(
            raw::pass,
            () -> each((token, i) -> weighing.trusted(appraised(bench, token, i))),
            () ->
                each(
                    (token, i) -> {
                      var appraisal = appraised(bench, token, i);
                      weighing.trusted(appraisal);
                      ears.sign(appraisal, token, nonces.get(i));
                    }));
    List<List<Double>> micros = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < WARM_UP_ROUNDS + rounds; round++) {
      for (int i = 0; i < works.size(); i++) {
        double took = micros(works.get(i));
        if (round >= WARM_UP_ROUNDS) {
          micros.get(i).add(took);
        }
      }
    }
    print(references.valuesCount(), micros.stream().map(Sample::of).toList());
    return Sample.of(micros.get(1)).median();
  }

  private org.wardgate.attestation.profile.Appraisal appraised(Bench bench, Bytes token, int i)
      throws Exception {
    var appraisal = bench.appraise(token, nonces.get(i), fleet.devices().get(i).id());
    if (appraisal.tier() != Tier.AFFIRMING) {
      throw new IllegalStateException("not affirmed: " + appraisal);
    }
    return appraisal;
  }

  private interface Each {
    void token(Bytes token, int number) throws Exception;
  }

  private void each(Each work) throws Exception {
    for (int i = 0; i < tokens.size(); i++) {
      work.token(tokens.get(i), i);
    }
  }

  private List<CoseSign1> parsed() {
    List<CoseSign1> messages = new ArrayList<>();
    for (Bytes token : tokens) {
      try {
        if (CoseMessage.parse(token, LIMITS) instanceof CoseSign1 message) {
          messages.add(message);
        }
      } catch (CryptoException e) {
        throw new IllegalStateException(e);
      }
    }
    return messages;
  }

  private double micros(Work work) throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    work.pass();
    return (threads.getCurrentThreadCpuTime() - start) / 1e3 / tokens.size();
  }

  private static void print(int valuesCount, List<Sample> micros) {
    System.out.printf(Locale.ROOT, "with %,d reference values%n", valuesCount);
    String[] names = {"bare verification", "appraisal", "appraisal and EAR"};
    for (int i = 0; i < names.length; i++) {
      System.out.printf(
          Locale.ROOT,
          "%s: %s us of CPU, %,.0f a CPU-second, ratio %.2f%n",
          names[i],
          micros.get(i).words("%.1f"),
          1e6 / micros.get(i).median(),
          micros.get(0).over(micros.get(i)).median());
    }
  }
}
