package org.wardgate.attestation.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborBytes;
import org.wardgate.crypto.cbor.CborInt;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.PublicKeys;

/** A software TPM in a folder of its own, driven by tpm2-tools. */
final class Swtpm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Process tpm;

  /**
   * Starts one, with an attestation key.
   *
   * @param keyKind {@code ecc} or {@code rsa}
   */
  Swtpm(Path folder, String keyKind) throws IOException, InterruptedException {
    requireTools();
    this.folder = folder.toAbsolutePath();
    Files.createDirectories(folder.resolve("state"));
    tpm =
        new ProcessBuilder(
                "swtpm",
                "socket",
                "--tpm2",
                "--tpmstate",
                "dir=" + this.folder.resolve("state"),
                "--server",
                "type=unixio,path=" + socket(),
                "--ctrl",
                "type=unixio,path=" + socket() + ".ctrl",
                "--flags",
                "not-need-init,startup-clear")
            .redirectErrorStream(true)
            .redirectOutput(this.folder.resolve("swtpm.log").toFile())
            .start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(socket())) {
      assertThat(Instant.now()).as("swtpm listens").isBefore(end);
      assertThat(tpm.isAlive()).as("swtpm runs").isTrue();
      Thread.onSpinWait();
    }
    run("tpm2_createek", "-c", "ek.ctx", "-G", keyKind);
    run(
        "tpm2_createak",
        "-C",
        "ek.ctx",
        "-c",
        "ak.ctx",
        "-G",
        keyKind,
        "-g",
        "sha256",
        "-s",
        keyKind.equals("ecc") ? "ecdsa" : "rsassa",
        "-u",
        "ak.pem",
        "-f",
        "pem");
  }

  private static void requireTools() {
    boolean there = true;
    for (String tool : List.of("swtpm", "tpm2_quote", "tpm2_createak")) {
      there &=
          Files.isExecutable(Path.of("/usr/bin", tool))
              || Files.isExecutable(Path.of("/usr/local/bin", tool));
    }
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as("swtpm and tpm2-tools must be there in CI").isTrue();
    }
    assumeTrue(there, "swtpm or tpm2-tools are not installed");
  }

  /** Sockets have short names: the path of a test's folder may be too long for one. */
  private Path socket() {
    return folder.resolve("s");
  }

  PublicKey attestationKey() throws IOException, CryptoException {
    return PublicKeys.ofPem(Files.readString(folder.resolve("ak.pem")));
  }

  /** Extends a register with a digest of 32 bytes. */
  void extend(int register, Bytes digest) {
    run("tpm2_pcrextend", register + ":sha256=" + digest.hex());
  }

  Map<Integer, Bytes> registers(List<Integer> numbers) {
    run("tpm2_pcrread", "-o", "pcrs.bin", "sha256:" + list(numbers));
    byte[] all = read("pcrs.bin").toArray();
    Map<Integer, Bytes> values = new LinkedHashMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      values.put(numbers.get(i), Bytes.of(java.util.Arrays.copyOfRange(all, 32 * i, 32 * (i + 1))));
    }
    return values;
  }

  /** A quote as the protocol carries it. */
  Bytes quote(Bytes instance, Bytes nonce, List<Integer> numbers) {
    run(
        "tpm2_quote",
        "-c",
        "ak.ctx",
        "-l",
        "sha256:" + list(numbers),
        "-q",
        nonce.hex(),
        "-g",
        "sha256",
        "-m",
        "quote",
        "-s",
        "signature");
    return message(instance, read("quote"), read("signature"), registers(numbers));
  }

  static Bytes message(
      Bytes instance, Bytes attest, Bytes signature, Map<Integer, Bytes> registers) {
    Map<CborValue, CborValue> values = new LinkedHashMap<>();
    registers.forEach((number, value) -> values.put(CborInt.of(number), new CborBytes(value)));
    Map<CborValue, CborValue> map = new LinkedHashMap<>();
    map.put(CborInt.of(1), new CborBytes(instance));
    map.put(CborInt.of(2), new CborBytes(attest));
    map.put(CborInt.of(3), new CborBytes(signature));
    map.put(CborInt.of(4), new CborMap(values));
    return CborWriter.write(new CborMap(map));
  }

  private static String list(List<Integer> numbers) {
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }

  private Bytes read(String file) {
    try {
      return Bytes.of(Files.readAllBytes(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a tool; there is no resource manager, so what it left in the TPM is taken out. */
  private void run(String... command) {
    execute(command);
    execute("tpm2_flushcontext", "-t");
  }

  private void execute(String... command) {
    List<String> words = new ArrayList<>(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("TPM2TOOLS_TCTI", "swtpm:path=" + socket());
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s: %s", words, said).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    tpm.destroy();
  }
}
