package org.wardgate.command.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.error.RefusedException;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.command.line.Verb;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** {@code corim create} and {@code corim check}. */
class CorimTest {

  private static final String JSON =
      """
      {"id":"np-200","version":3,"vendor":"Norvik","model":"NP-200","implementationId":"%s",
       "components":[{"type":"BL","signerId":"%s","values":["%s"],"version":"1.4.0"}]}
      """
          .formatted("1c".repeat(32), "51".repeat(32), "b1".repeat(32));

  private final Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  CorimTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private int run(Verb verb, boolean json, String... words) throws Exception {
    out.reset();
    err.reset();
    return verb.run(List.of(words), new Terminal(stream(out), stream(err), json));
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String file(String name, String content) throws Exception {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private String key(KeyPair keys) throws Exception {
    return file(
        "key.pem",
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
  }

  private String certificate(KeyPair keys) throws Exception {
    Issue issue =
        Issue.of(
            "Norvik signer",
            keys.getPublic(),
            Instant.EPOCH,
            Instant.EPOCH.plus(Duration.ofDays(40_000)),
            BigInteger.TWO,
            Profile.CMS_SIGNER);
    return file(
        "signer.pem",
        Certificates.toPem(
            List.of(CertificateIssuer.issue(issue, Optional.empty(), keys.getPrivate()))));
  }

  @Test
  void whatWasCreatedIsChecked() throws Exception {
    KeyPair keys = EcKeys.generateP256();
    String corim = directory.resolve("np-200.corim").toString();
    assertThat(
            run(
                new CorimCreate(),
                false,
                "--from",
                file("np-200.json", JSON),
                "--key",
                key(keys),
                "--certificate",
                certificate(keys),
                "--out",
                corim))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("np-200 version 3");
    assertThat(run(new CorimCheck(), false, corim)).isEqualTo(Exit.ACCEPTED);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("CN=Norvik signer", "Norvik / NP-200", "BL 1.4.0", "b1".repeat(32));
    assertThat(run(new CorimCheck(), true, corim)).isEqualTo(Exit.ACCEPTED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"accepted\":true");
  }

  @Test
  void theJsonFormIsCheckedAndCalledUnsigned() throws Exception {
    assertThat(run(new CorimCheck(), false, file("a.json", JSON))).isEqualTo(Exit.ACCEPTED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("not signed");
  }

  @Test
  void oneBadFileMakesTheExitStatusTwo() throws Exception {
    String good = file("a.json", JSON);
    String bad = file("b.corim", "nonsense");
    assertThat(run(new CorimCheck(), false, good, bad)).isEqualTo(Exit.REFUSED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("WG-REF-0001");
    assertThat(run(new CorimCheck(), true, bad)).isEqualTo(Exit.REFUSED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("WG-REF-0001");
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsRefusedAndNothingWritten() throws Exception {
    Path corim = directory.resolve("np-200.corim");
    String certificate = certificate(EcKeys.generateP256());
    String key = key(EcKeys.generateP256());
    String json = file("np-200.json", JSON);
    assertThatThrownBy(
            () ->
                run(
                    new CorimCreate(),
                    false,
                    "--from",
                    json,
                    "--key",
                    key,
                    "--certificate",
                    certificate,
                    "--out",
                    corim.toString()))
        .isInstanceOf(RefusedException.class);
    assertThat(corim).doesNotExist();
  }

  @Test
  void missingArgumentsAreAUsageError() {
    assertThatThrownBy(() -> run(new CorimCreate(), false)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> run(new CorimCheck(), false)).isInstanceOf(UsageException.class);
  }
}
