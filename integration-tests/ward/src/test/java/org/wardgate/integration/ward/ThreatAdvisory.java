package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A maker warns of one of its models, and takes the warning back. */
final class ThreatAdvisory {
  private static final String NAMED = "thermometer-01";
  private static final String STOLEN = "np-200.json.p7s";

  private final DemoWard ward;
  private final Path folder = Shell.HOME.resolve("demo/advisories");

  ThreatAdvisory(DemoWard ward) {
    this.ward = ward;
  }

  /** It cuts exactly its devices within seconds; they come back once it is withdrawn. */
  void comesAndGoes() throws Exception {
    Map<String, String> before = ward.states();
    assertThat(apply("nt-10.json", STOLEN).status()).as("another file's signature").isEqualTo(2);
    assertThat(ward.states()).isEqualTo(before);

    long start = System.nanoTime();
    Shell.Result applied = apply("nt-10.json", "nt-10.json.p7s");
    assertThat(applied.status()).as(applied.output()).isZero();
    Map<String, String> cut = new TreeMap<>(before);
    cut.put(NAMED, "QUARANTINED");
    Wait.until(5, () -> cut + " instead of " + states(), () -> ward.states().equals(cut));
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("threat advisory: command to quarantine seen in " + tookMs + " ms");
    assertThat(Shell.run(Shell.wardgate("explain", NAMED)).output())
        .contains("DEMO-nt-10", "WG-MUD-0053");

    Shell.Result withdrawn = apply("nt-10-withdrawn.json", "nt-10-withdrawn.json.p7s");
    assertThat(withdrawn.status()).as(withdrawn.output()).isZero();
    Wait.until(60, () -> before + " instead of " + states(), () -> ward.states().equals(before));
    assertThat(apply("nt-10.json", "nt-10.json.p7s").status()).as("the old version").isEqualTo(2);
    assertThat(ward.states()).isEqualTo(before);
  }

  private Shell.Result apply(String file, String signature) throws Exception {
    return Shell.run(
        Shell.wardgate(
            "advisory",
            "apply",
            folder.resolve(file).toString(),
            "--signature",
            folder.resolve(signature).toString()));
  }

  private Object states() {
    try {
      return ward.states();
    } catch (java.io.IOException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }
}
