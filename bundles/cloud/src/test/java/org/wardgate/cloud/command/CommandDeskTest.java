package org.wardgate.cloud.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

class CommandDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Signer ALICE = Signer.of("alice");

  private final Path folder;
  private final List<Command> commands = new CopyOnWriteArrayList<>();
  private final List<String> noted = new CopyOnWriteArrayList<>();
  private Optional<CommandGate> gate =
      Optional.of(
          command -> {
            commands.add(command);
            return CompletableFuture.completedFuture(
                new CommandOutcome("pump-1", "QUARANTINED", "as asked"));
          });
  private final List<CommandDesk> desks = new ArrayList<>();

  CommandDeskTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("anchors.pem"), ALICE.pem());
  }

  @AfterEach
  void close() {
    desks.forEach(CommandDesk::close);
  }

  private record Signer(KeyPair keys, X509Certificate certificate, X509Certificate anchor) {
    static Signer of(String name) {
      KeyPair root = EcKeys.generateP256();
      KeyPair keys = EcKeys.generateP256();
      try {
        X509Certificate anchor =
            CertificateIssuer.issue(
                issue("Hospital", root, Profile.CA), Optional.empty(), root.getPrivate());
        return new Signer(
            keys,
            CertificateIssuer.issue(
                issue(name, keys, Profile.CMS_SIGNER), Optional.of(anchor), root.getPrivate()),
            anchor);
      } catch (CryptoException e) {
        throw new IllegalStateException(e);
      }
    }

    private static Issue issue(String name, KeyPair keys, Profile profile) {
      return Issue.of(
          name,
          keys.getPublic(),
          NOW.minus(Duration.ofDays(1)),
          NOW.plus(Duration.ofDays(365)),
          BigInteger.TEN,
          profile);
    }

    String pem() {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(Certificates.der(anchor).toArray())
          + "\n-----END CERTIFICATE-----\n";
    }

    Bytes sign(String json) {
      return sign(json, NOW, List.of(certificate));
    }

    Bytes sign(String json, Instant at, List<X509Certificate> chain) {
      return AttachedCms.sign(
          Bytes.of(json.getBytes(StandardCharsets.UTF_8)), keys.getPrivate(), chain, at);
    }
  }

  private CommandDesk desk() {
    return desk(Optional.of(folder.resolve("anchors.pem")));
  }

  private CommandDesk desk(Optional<Path> anchors) {
    CommandDesk desk =
        new CommandDesk(
            new CommandVerifier(
                () -> anchors,
                "gateway-7",
                new Sequences(folder.resolve("sequences")),
                Clock.fixed(NOW, ZoneOffset.UTC)),
            new Dispatcher(() -> gate, Optional::empty),
            (operator, action, succeeded) -> noted.add(operator + " " + action + " " + succeeded),
            "gateway-7");
    desks.add(desk);
    return desk;
  }

  private static String answer(CommandDesk desk, Bytes message) throws Exception {
    return new String(
        desk.take(message).toCompletableFuture().get(60, TimeUnit.SECONDS).toArray(),
        StandardCharsets.UTF_8);
  }

  private static String json(String gateway, long sequence, Instant expires, String rest) {
    return "{\"gateway\":\""
        + gateway
        + "\",\"sequence\":"
        + sequence
        + ",\"expires\":\""
        + expires
        + "\",\"reason\":\"because\","
        + rest
        + "}";
  }

  private static String quarantine(long sequence) {
    return json(
        "gateway-7",
        sequence,
        NOW.plusSeconds(60),
        "\"command\":\"quarantine\",\"device\":\"pump-1\"");
  }

  @Test
  void aSignedCommandIsCarriedOutAndAnswered() throws Exception {
    assertThat(answer(desk(), ALICE.sign(quarantine(1))))
        .isEqualTo(
            "{\"gateway\":\"gateway-7\",\"sequence\":1,\"command\":\"quarantine\","
                + "\"outcome\":\"done\",\"subject\":\"pump-1\",\"state\":\"QUARANTINED\"}");
    assertThat(commands)
        .singleElement()
        .satisfies(
            command -> {
              assertThat(command).isInstanceOf(Command.Quarantine.class);
              assertThat(command.operator()).isEqualTo("cloud:CN=alice");
              assertThat(command.reason()).isEqualTo("because");
            });
    assertThat(noted).containsExactly("cloud:CN=alice quarantine 1: because true");
  }

  @Test
  void aReplayedCommandDoesNothingAlsoAfterARestart() throws Exception {
    Bytes message = ALICE.sign(quarantine(5));
    assertThat(answer(desk(), message)).contains("done");
    assertThat(answer(desk(), message)).contains("WG-CLD-0008");
    assertThat(answer(desk(), ALICE.sign(quarantine(4)))).contains("WG-CLD-0008");
    assertThat(answer(desk(), ALICE.sign(quarantine(6)))).contains("done");
    assertThat(commands).hasSize(2);
  }

  @Test
  void aCommandSignedBeforeTheLastOneDoesNothing() throws Exception {
    assertThat(answer(desk(), ALICE.sign(quarantine(1)))).contains("done");
    List<X509Certificate> chain = List.of(ALICE.certificate());
    assertThat(answer(desk(), ALICE.sign(quarantine(2), NOW.minusSeconds(1), chain)))
        .contains("WG-CLD-0008", "before the last");
    assertThat(answer(desk(), ALICE.sign(quarantine(2), NOW.plusSeconds(301), chain)))
        .contains("WG-CLD-0009");
    assertThat(commands).hasSize(1);
  }

  @Test
  void aSequenceNumberOutOfReachDoesNotLockItsSignerOut() throws Exception {
    assertThat(answer(desk(), ALICE.sign(quarantine(Long.MAX_VALUE)))).contains("WG-CLD-0007");
    assertThat(answer(desk(), ALICE.sign(quarantine(NOW.toEpochMilli())))).contains("done");
    assertThat(answer(desk(), ALICE.sign(quarantine(Long.MAX_VALUE)))).contains("WG-CLD-0007");
    assertThat(answer(desk(), ALICE.sign(quarantine(NOW.toEpochMilli() + 1)))).contains("done");
    assertThat(commands).hasSize(2);
  }

  @Test
  void whatIsNotSignedByAnOperatorDoesNothing() throws Exception {
    CommandDesk desk = desk();
    for (Bytes message :
        List.of(
            Bytes.EMPTY,
            Bytes.of(quarantine(1).getBytes(StandardCharsets.UTF_8)),
            Signer.of("alice").sign(quarantine(1)),
            Bytes.of(new byte[131_073]))) {
      assertThat(answer(desk, message)).contains("\"outcome\":\"refused\"").contains("WG-CLD-000");
    }
    assertThat(commands).isEmpty();
    assertThat(folder.resolve("sequences")).doesNotExist();
  }

  @Test
  void withoutAnchorsNoCommandsAreTaken() throws Exception {
    assertThat(answer(desk(Optional.empty()), ALICE.sign(quarantine(1)))).contains("WG-CLD-0005");
    assertThat(answer(desk(Optional.of(folder.resolve("none"))), ALICE.sign(quarantine(1))))
        .contains("WG-CLD-0005");
    assertThat(commands).isEmpty();
  }

  @Test
  void anotherGatewaysExpiredAndEndlessCommandsDoNothing() throws Exception {
    String rest = "\"command\":\"release\",\"device\":\"pump-1\"";
    CommandDesk desk = desk();
    assertThat(answer(desk, ALICE.sign(json("gateway-8", 1, NOW.plusSeconds(60), rest))))
        .contains("WG-CLD-0010");
    assertThat(answer(desk, ALICE.sign(json("gateway-7", 1, NOW, rest)))).contains("WG-CLD-0009");
    assertThat(answer(desk, ALICE.sign(json("gateway-7", 1, NOW.plus(Duration.ofDays(32)), rest))))
        .contains("WG-CLD-0009");
    assertThat(commands).isEmpty();
    assertThat(answer(desk, ALICE.sign(json("gateway-7", 1, NOW.plusSeconds(9), rest))))
        .contains("done");
  }

  @Test
  void saysWhyNothingCanBeDone() throws Exception {
    gate = Optional.empty();
    assertThat(answer(desk(), ALICE.sign(quarantine(1)))).contains("WG-CLD-0011");
    String update =
        json(
            "gateway-7",
            2,
            NOW.plusSeconds(60),
            "\"command\":\"update\",\"signature\":\"AAAA\",\"location\":\"https://a/x\"");
    assertThat(answer(desk(), ALICE.sign(update))).contains("WG-CLD-0011", "no updater");
    assertThat(noted).allMatch(line -> line.endsWith("false"));
  }

  @Test
  void aSpoiledListOfSequencesStopsCommandsRatherThanForgettingThem() throws Exception {
    Files.writeString(folder.resolve("sequences"), "rubbish\n");
    assertThat(answer(desk(), ALICE.sign(quarantine(1)))).contains("WG-CLD-0011");
    assertThat(commands).isEmpty();
  }
}
