package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The offline commands on real files, as their contract says: exit status and reasons. */
class OfflineCommandsIT {
  private static final Path VECTORS =
      Path.of(System.getProperty("wardgate.vectors", "../../../shared/vectors"));

  @TempDir Path directory = Path.of("");

  @BeforeAll
  static void vectorsAreThere() {
    boolean there = Files.isDirectory(VECTORS);
    assertThat(there || !"true".equals(System.getenv("CI"))).as("%s", VECTORS).isTrue();
    assumeTrue(there, "no test vectors at " + VECTORS);
  }

  @Test
  void everyMudFileGetsAVerdictAndNeverAStackTrace() throws Exception {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(VECTORS.resolve("mud"))) {
      files = walk.filter(f -> f.toString().endsWith(".json")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Shell.Result result = Shell.run(Shell.wardgate("mud", "check", file.toString()));
      assertThat(result.status()).as("%s: %s", file, result.output()).isIn(0, 2);
      assertThat(result.output()).as("%s", file).isNotBlank().doesNotContain("\tat ");
      if (result.status() == 2) {
        assertThat(result.output()).as("%s", file).contains("WG-MUD-");
      }
    }
  }

  private Shell.Result evidence(byte[] token, String... more)
      throws IOException, InterruptedException {
    Path file = directory.resolve("token.cbor");
    Files.write(file, token);
    List<String> command =
        Shell.wardgate(
            "evidence",
            "verify",
            "--token",
            file.toString(),
            "--key",
            VECTORS.resolve("attestation/psa-token/example/tfm-es-iak.pem").toString());
    command.addAll(List.of(more));
    return Shell.run(command);
  }

  @Test
  void theTokenOfRfc9783IsAcceptedAndNothingLikeIt() throws Exception {
    byte[] token =
        Files.readAllBytes(VECTORS.resolve("attestation/psa-token/example/psa-sign1.cbor"));
    assertThat(evidence(token).status()).isZero();
    byte[] changed = token.clone();
    changed[token.length / 2] ^= 1;
    assertThat(evidence(changed).status()).isEqualTo(2);
    String otherNonce = HexFormat.of().formatHex(new byte[32]);
    Shell.Result other = evidence(token, "--nonce", otherNonce);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.output()).contains("WG-ATT-0007");
  }

  @Test
  void opinionsAreFusedAsPublished() throws Exception {
    Shell.Result fused =
        Shell.run(
            Shell.wardgate(
                "trust", "fuse", "--operator", "cumulative", ".1,.3,.6", ".4,.2,.4", ".7,.1,.2"));
    assertThat(fused.status()).as(fused.output()).isZero();
    assertThat(fused.output()).contains("0.651");
    assertThat(Shell.run(Shell.wardgate("trust", "fuse", "--operator", "sum", ".1,.3,.6")).status())
        .isIn(2, 64);
  }

  @Test
  void usageErrorsAreSaidAndAreNotRefusals() throws Exception {
    assertThat(Shell.run(Shell.wardgate("mud", "chekc")).status()).isEqualTo(64);
    assertThat(Shell.run(Shell.wardgate()).status()).isEqualTo(64);
  }
}
