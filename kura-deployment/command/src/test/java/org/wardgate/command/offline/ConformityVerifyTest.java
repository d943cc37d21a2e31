package org.wardgate.command.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.trust.Opinion;
import org.wardgate.api.view.DeviceState;
import org.wardgate.command.line.Exit;
import org.wardgate.command.line.Terminal;
import org.wardgate.command.line.UsageException;
import org.wardgate.conformity.form.Tokens;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Decision;
import org.wardgate.conformity.statement.Evidence;
import org.wardgate.conformity.statement.Standing;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A third party verifies: exit status 0 only if everything is right. */
class ConformityVerifyTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Bytes ID = Bytes.ofHex("00112233445566778899aabbccddeeff");

  @TempDir Path directory = Path.of("");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final KeyPair rootKeys = EcKeys.generateP256();
  private final X509Certificate root =
      issue("Ward", rootKeys, Profile.CA, Optional.empty(), rootKeys);
  private final KeyPair gatewayKeys = EcKeys.generateP256();
  private final GatewayCredential gateway =
      new Credential(
          gatewayKeys.getPrivate(),
          List.of(issue("gateway-1", gatewayKeys, Profile.GATEWAY, Optional.of(root), rootKeys)),
          List.of(root));

  private record Credential(
      PrivateKey privateKey, List<X509Certificate> chain, List<X509Certificate> wardAnchors)
      implements GatewayCredential {}

  private static X509Certificate issue(
      String name, KeyPair keys, Profile profile, Optional<X509Certificate> by, KeyPair signer) {
    try {
      return CertificateIssuer.issue(
          Issue.of(
              name,
              keys.getPublic(),
              NOW.minus(Duration.ofHours(1)),
              NOW.plus(Duration.ofHours(1)),
              CertificateIssuer.randomSerialNumber(),
              profile),
          by,
          signer.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Claims claims(Decision decision) {
    Evidence evidence =
        new Evidence(
            NOW,
            Tier.AFFIRMING,
            Map.of("executables", 2),
            Bytes.ofHex("ab".repeat(32)),
            "pump v3",
            "pump v7",
            "2.1");
    return new Claims(
        ID,
        "gateway-1",
        new DeviceId("pump-1"),
        NOW,
        NOW.plusSeconds(120),
        Optional.empty(),
        new Standing(
            decision,
            DeviceState.ADMITTED,
            Set.of(),
            Map.of(),
            Optional.empty(),
            new Opinion(0.8, 0, 0.2, 0.5),
            0.75,
            Optional.of(evidence)));
  }

  private void write(String name, Bytes content) throws Exception {
    Files.write(directory.resolve(name), content.toArray());
  }

  @BeforeEach
  void files() throws Exception {
    Files.writeString(directory.resolve("anchors"), Certificates.toPem(List.of(root)));
    for (Format format : Format.values()) {
      write("good-" + format, Tokens.sign(claims(Decision.TRUSTED), format, gateway));
    }
    write("bad", Tokens.sign(claims(Decision.NOT_TRUSTED), Format.JWT, gateway));
    for (Status.State state : Status.State.values()) {
      Status status =
          new Status(
              ID, "gateway-1", NOW, NOW.plusSeconds(60), state, Optional.empty(), Optional.empty());
      write("status-" + state, Tokens.sign(status, Format.JWT, gateway));
    }
  }

  private int run(String line, Instant at, boolean json) throws Exception {
    out.reset();
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      words.add(word.replace("@", directory + "/"));
    }
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new ConformityVerify(Clock.fixed(at, ZoneOffset.UTC))
        .run(words, new Terminal(stream, stream, json));
  }

  private String refused(String line, Instant at) throws Exception {
    assertThat(run(line, at, true)).as(line).isEqualTo(Exit.REFUSED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"accepted\":false");
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aGoodOneIsAccepted() throws Exception {
    for (Format format : Format.values()) {
      String line =
          "--certificate @good-"
              + format
              + " --anchors @anchors --status @status-VALID"
              + " --device pump-1";
      assertThat(run(line, NOW.plusSeconds(5), true)).isEqualTo(Exit.ACCEPTED);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("\"accepted\":true")
          .contains("\"status\":\"checked\"")
          .contains("not a certificate of conformity");
    }
    assertThat(run("--certificate @good-CWT --anchors @anchors", NOW, false))
        .isEqualTo(Exit.ACCEPTED);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("revocation not checked");
    assertThat(
            run(
                "--certificate @good-CWT --anchors @anchors --at 2026-11-01T12:01:59Z",
                Instant.EPOCH,
                false))
        .isEqualTo(Exit.ACCEPTED);
  }

  @Test
  void everythingElseIsRefusedWithItsCode() throws Exception {
    String good = "--certificate @good-JWT --anchors @anchors";
    assertThat(refused(good, NOW.plusSeconds(120))).contains("WG-CNF-0004");
    assertThat(refused(good, NOW.minusSeconds(61))).contains("WG-CNF-0004");
    assertThat(refused(good + " --device pump-2", NOW)).contains("WG-CNF-0005");
    assertThat(refused(good + " --status @status-REVOKED", NOW)).contains("WG-CNF-0006");
    assertThat(refused(good + " --status @status-EXPIRED", NOW)).contains("WG-CNF-0004");
    assertThat(refused(good + " --status @status-UNKNOWN", NOW)).contains("WG-CNF-0009");
    assertThat(refused(good + " --status @good-CWT", NOW)).contains("WG-CNF-0002");
    assertThat(refused(good + " --status @status-VALID", NOW.plusSeconds(60)))
        .contains("WG-CNF-0010");
    assertThat(refused("--certificate @bad --anchors @anchors", NOW)).contains("WG-CNF-0007");
    assertThat(refused("--certificate @status-VALID --anchors @anchors", NOW))
        .contains("WG-CNF-0002");
    assertThat(refused("--certificate @anchors --anchors @anchors", NOW)).contains("WG-CNF-0002");
    KeyPair keys = EcKeys.generateP256();
    Files.writeString(
        directory.resolve("others"),
        Certificates.toPem(List.of(issue("Ward", keys, Profile.CA, Optional.empty(), keys))));
    assertThat(refused("--certificate @good-JWT --anchors @others", NOW)).contains("WG-CNF-0003");
  }

  @Test
  void aWrongLineIsUsage() {
    for (String line :
        List.of(
            "--certificate @good-JWT",
            "--anchors @anchors",
            "--certificate @good-JWT --anchors @anchors --at noon",
            "--certificate @good-JWT --anchors @anchors --device ../x",
            "--certificate @good-JWT --anchors @anchors x")) {
      assertThatThrownBy(() -> run(line, NOW, false)).isInstanceOf(UsageException.class);
    }
    assertThatThrownBy(() -> run("--certificate @none --anchors @anchors", NOW, false))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> run("--certificate @good-JWT --anchors @good-JWT", NOW, false))
        .isInstanceOf(RefusedException.class);
  }
}
