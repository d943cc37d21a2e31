package org.wardgate.cloud.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.cloud.command.CommandVerifier.Verified;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.AttachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** The certificates in a message are not signed: whoever carries it may exchange them. */
class CrossSignedReplayTest {
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final KeyPair oneKey = EcKeys.generateP256();
  private final KeyPair otherKey = EcKeys.generateP256();
  private final KeyPair operatorsKey = EcKeys.generateP256();
  private final KeyPair aliceKey = EcKeys.generateP256();
  private final X509Certificate one = issue("One", oneKey, Profile.CA, Optional.empty(), oneKey);
  private final X509Certificate other =
      issue("Other", otherKey, Profile.CA, Optional.empty(), otherKey);
  private final X509Certificate underOne =
      issue("Operators", operatorsKey, Profile.CA, Optional.of(one), oneKey);
  private final X509Certificate underOther =
      issue("Operators", operatorsKey, Profile.CA, Optional.of(other), otherKey);
  private final X509Certificate alice =
      issue("alice", aliceKey, Profile.CMS_SIGNER, Optional.of(underOne), operatorsKey);

  private final Path folder;

  CrossSignedReplayTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static X509Certificate issue(
      String name, KeyPair keys, Profile profile, Optional<X509Certificate> issuer, KeyPair by) {
    try {
      return CertificateIssuer.issue(
          Issue.of(
              name,
              keys.getPublic(),
              NOW.minus(Duration.ofDays(1)),
              NOW.plus(Duration.ofDays(365)),
              BigInteger.TEN,
              profile),
          issuer,
          by.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private CommandVerifier verifier(X509Certificate... anchors) throws IOException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate anchor : anchors) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(Base64.getMimeEncoder().encodeToString(Certificates.der(anchor).toArray()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    Path file = Files.writeString(folder.resolve("anchors.pem"), pem.toString());
    return new CommandVerifier(
        () -> Optional.of(file),
        "gateway-7",
        new Sequences(folder.resolve("sequences")),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Bytes message(long sequence, X509Certificate... above) {
    String json =
        "{\"gateway\":\"gateway-7\",\"sequence\":"
            + sequence
            + ",\"expires\":\""
            + NOW.plusSeconds(60)
            + "\",\"reason\":\"because\",\"command\":\"quarantine\",\"device\":\"pump-1\"}";
    List<X509Certificate> chain = above.length == 0 ? List.of(alice) : List.of(alice, above[0]);
    return AttachedCms.sign(
        Bytes.of(json.getBytes(StandardCharsets.UTF_8)), aliceKey.getPrivate(), chain, NOW);
  }

  private static void assertReplayed(ThrowingCallable action) {
    RefusedException refused = catchThrowableOfType(RefusedException.class, action);
    assertThat(refused).isNotNull();
    assertThat(refused.errorCode().code()).isEqualTo("WG-CLD-0008");
  }

  @Test
  void anotherIntermediateInTheMessageDoesNotMakeACommandCountAnew() throws Exception {
    CommandVerifier verifier = verifier(one, other);
    Verified unused = verifier.verify(message(7, underOne));
    assertReplayed(() -> verifier.verify(message(7, underOther)));
    assertReplayed(() -> verifier.verify(message(6, underOther)));
    assertThatNoException().isThrownBy(() -> verifier.verify(message(8, underOther)));
  }

  @Test
  void anIntermediateAmongTheAnchorsDoesNotMakeCommandsCountAnew() throws Exception {
    Verified unused = verifier(one).verify(message(7, underOne));
    CommandVerifier more = verifier(underOne, one);
    assertReplayed(() -> more.verify(message(7, underOne)));
    assertReplayed(() -> more.verify(message(6)));
  }

  @Test
  void aContentCountsOnceWhoeverSignedIt() throws Exception {
    Sequences sequences = new Sequences(folder.resolve("used"));
    String content = "ab".repeat(32);
    sequences.use(new Sequences.Use("11".repeat(32), 1, NOW, content, NOW.plusSeconds(60)), NOW);
    Sequences.Use again = new Sequences.Use("22".repeat(32), 1, NOW, content, NOW.plusSeconds(60));
    assertReplayed(() -> new Sequences(folder.resolve("used")).use(again, NOW));
    assertReplayed(() -> sequences.use(again, NOW.plusSeconds(60)));
    assertThatNoException().isThrownBy(() -> sequences.use(again, NOW.plusSeconds(61)));
    assertThat(folder.resolve("used")).content().containsOnlyOnce("content");
  }
}
