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
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

class CloudCommandSignTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final Path directory;
  private final KeyPair keys = EcKeys.generateP256();
  private final X509Certificate anchor;

  CloudCommandSignTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    KeyPair authority = EcKeys.generateP256();
    this.anchor = issue("hospital", authority, Profile.CA, Optional.empty(), authority);
    X509Certificate certificate =
        issue("alice", keys, Profile.CMS_SIGNER, Optional.of(anchor), authority);
    Files.writeString(
        directory.resolve("key.pem"), pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Files.writeString(
        directory.resolve("cert.pem"), pem("CERTIFICATE", Certificates.der(certificate).toArray()));
    Files.write(directory.resolve("x.dp.p7s"), new byte[] {1, 2, 3});
  }

  private static X509Certificate issue(
      String name,
      KeyPair keys,
      Profile profile,
      Optional<X509Certificate> issuer,
      KeyPair authority)
      throws Exception {
    return CertificateIssuer.issue(
        Issue.of(
            name,
            keys.getPublic(),
            NOW.minus(Duration.ofDays(1)),
            NOW.plus(Duration.ofDays(1)),
            BigInteger.TWO,
            profile),
        issuer,
        authority.getPrivate());
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private int sign(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("sign", "--gateway", "g7", "--sequence", "42"));
    all.addAll(List.of("--reason", "because", "--key", directory.resolve("key.pem").toString()));
    all.addAll(List.of("--certificate", directory.resolve("cert.pem").toString()));
    all.addAll(List.of("--out", directory.resolve("out.p7m").toString()));
    all.addAll(List.of(words));
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return new CloudCommandSign(Clock.fixed(NOW, ZoneOffset.UTC))
        .run(all, new Terminal(nowhere, nowhere, false));
  }

  private String signed() throws Exception {
    Bytes message = Bytes.of(Files.readAllBytes(directory.resolve("out.p7m")));
    return new String(
        AttachedCms.verify(message, List.of(anchor), NOW).content().toArray(),
        StandardCharsets.UTF_8);
  }

  @Test
  void signsACommandAboutADevice() throws Exception {
    assertThat(sign("--command", "quarantine", "--device", "pump-1", "--minutes", "5"))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(signed())
        .isEqualTo(
            "{\"gateway\":\"g7\",\"sequence\":42,\"expires\":\"2026-11-01T12:05:00Z\","
                + "\"command\":\"quarantine\",\"reason\":\"because\",\"device\":\"pump-1\"}");
  }

  @Test
  void signsAnUpdateWithThePackagesSignature() throws Exception {
    String signature = directory.resolve("x.dp.p7s").toString();
    assertThat(
            sign("--command", "update", "--signature", signature, "--location", "https://a/x.dp"))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(signed()).contains("\"signature\":\"AQID\",\"location\":\"https://a/x.dp\"");
  }

  @Test
  void signsNothingThatAGatewayWouldNotTake() {
    for (String[] words :
        new String[][] {
          {"--command", "format"},
          {"--command", "release"},
          {"--command", "approve-update", "--device", "pump-1"},
          {"--command", "release", "--device", "pump-1", "--minutes", "0"},
          {"--command", "release", "--device", "pump-1", "--minutes", "x"},
          {"--command", "release", "--device", "pump-1", "--minutes", "99999999"}
        }) {
      assertThatThrownBy(() -> sign(words)).isInstanceOf(UsageException.class);
    }
    assertThat(directory.resolve("out.p7m")).doesNotExist();
  }
}
