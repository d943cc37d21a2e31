package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus.Status;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiEvent.CertificatesRevoked;
import org.wardgate.api.pki.PkiEvent.RevocationFailed;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.revocation.RevocationList;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.pki.status.Revocations;

class RevocationTest {
  private final Ward ward = new Ward();
  private WardCa ca = ward.ca();

  @AfterEach
  void stop() {
    ca.close();
  }

  private void start() {
    ca = ward.ca();
    assertThat(ca.refresh()).isTrue();
  }

  private void restart() {
    ca.close();
    start();
  }

  private Revocations revocations() {
    return ca.revocations().orElseThrow();
  }

  private X509Certificate issue() throws Exception {
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    return Certificates.ofDer(((CertificateIssued) event).certificateDer());
  }

  private CertificatesRevoked revoke() throws Exception {
    return (CertificatesRevoked) Ward.issue(ca, Ward.revocation("pump-1"));
  }

  private RevocationList list() throws Exception {
    revocations().renewLists();
    return RevocationList.ofDer(revocations().crl());
  }

  private static String code(ThrowingCallable call) {
    return catchThrowableOfType(RefusedException.class, call).errorCode().code();
  }

  @Test
  void revokesAllCertificatesOfADeviceAndNoOthers() throws Exception {
    start();
    X509Certificate first = issue();
    X509Certificate second = issue();
    assertThat(revocations().status(first)).isEqualTo(Status.GOOD);
    CertificatesRevoked revoked = revoke();
    assertThat(revoked.serialNumbers())
        .containsExactly(
            first.getSerialNumber().toString(16), second.getSerialNumber().toString(16));
    assertThat(revocations().status(first)).isEqualTo(Status.REVOKED);
    assertThat(revocations().status(second)).isEqualTo(Status.REVOKED);
    X509Certificate third = issue();
    assertThat(revocations().status(third)).isEqualTo(Status.GOOD);
    restart();
    assertThat(revocations().status(first)).isEqualTo(Status.REVOKED);
    assertThat(revocations().status(third)).isEqualTo(Status.GOOD);
    assertThat(list().revoked()).hasSize(2).allMatch(entry -> entry.reason() == 1);
  }

  @Test
  void anUnknownDeviceHasNothingToRevoke() throws Exception {
    start();
    issue();
    PkiEvent event = Ward.issue(ca, Ward.revocation("nobody"));
    assertThat(((CertificatesRevoked) event).serialNumbers()).isEmpty();
  }

  @Test
  void whoIsRevokedIsKnownBeforeTheKeysAreOpen() throws Exception {
    start();
    X509Certificate certificate = issue();
    revoke();
    ca.close();
    ward.vault.broken = true;
    ca = ward.ca();
    assertThat(ca.refresh()).isFalse();
    assertThat(revocations().status(certificate)).isEqualTo(Status.REVOKED);
    assertThat(code(() -> revocations().crl())).isEqualTo("WG-PKI-0004");
    assertThat(code(() -> revocations().ocsp(Bytes.EMPTY))).isEqualTo("WG-PKI-0004");
    assertThat(revocations().anchorsPem()).isEmpty();
  }

  @Test
  void beforeTheRegisterIsOpenRevocationFails() throws Exception {
    PkiEvent event = Ward.issue(ca, Ward.revocation("pump-1"));
    assertThat(((RevocationFailed) event).problem().code()).isEqualTo("WG-PKI-0006");
  }

  @Test
  void aRevocationThatComesWhileACertificateIsMadeCountsForItToo() throws Exception {
    start();
    for (int round = 0; round < 20; round++) {
      String device = "pump-" + round;
      List<CompletableFuture<PkiEvent>> issues = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        IssueCertificate intent = Ward.intent(device, Ward.spki(EcKeys.generateP256()));
        issues.add(ca.execute(intent).toCompletableFuture());
      }
      Ward.issue(ca, Ward.revocation(device));
      for (CompletableFuture<PkiEvent> each : issues) {
        PkiEvent event = each.get(60, TimeUnit.SECONDS);
        if (event instanceof CertificateIssued issued) {
          assertThat(revocations().status(Certificates.ofDer(issued.certificateDer())))
              .isEqualTo(Status.REVOKED);
        } else {
          assertThat(((CertificateRefused) event).problem().code()).isEqualTo("WG-PKI-0001");
        }
      }
    }
    assertThat(revocations().status(issue())).isEqualTo(Status.GOOD);
  }

  @Test
  void theListIsMadeAnewAtOnceAndItsNumberRisesOverRestarts() throws Exception {
    start();
    RevocationList first = list();
    assertThat(list()).isEqualTo(first);
    X509Certificate certificate = issue();
    assertThat(list()).isEqualTo(first);
    revoke();
    RevocationList second = list();
    assertThat(second.number()).isGreaterThan(first.number());
    assertThat(second.revoked()).hasSize(1);
    assertThat(second.revoked().get(0).serialNumber()).isEqualTo(certificate.getSerialNumber());
    restart();
    assertThat(list().number()).isGreaterThan(second.number());
    ward.clock.set(Ward.NOW.plus(Duration.ofHours(13)));
    RevocationList later = list();
    assertThat(later.thisUpdate()).isEqualTo(Ward.NOW.plus(Duration.ofHours(13)));
    assertThat(later.nextUpdate()).isEqualTo(later.thisUpdate().plus(Duration.ofDays(1)));
    ward.clock.set(Ward.NOW.minus(Duration.ofMinutes(30)));
    assertThat(list().number()).isGreaterThan(later.number());
  }

  @Test
  void aListThatWasLostDoesNotTakeNumbersBack() throws Exception {
    start();
    BigInteger number = list().number();
    ca.close();
    for (Path file : files("crl-")) {
      Files.writeString(file, "damaged");
    }
    ward.clock.set(Ward.NOW.plusSeconds(1));
    start();
    assertThat(list().number()).isGreaterThan(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"})
  void clockSetTo1970And2100IssuesNothingAndKeepsWhatIsThere(String wrong) throws Exception {
    start();
    X509Certificate certificate = issue();
    RevocationList before = list();
    ward.clock.set(Instant.parse(wrong));
    restart();
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    assertThat(((CertificateRefused) event).problem().code()).isIn("WG-PKI-0003", "WG-PKI-0005");
    assertThat(revocations().status(certificate)).isEqualTo(Status.GOOD);
    assertThat(list()).isEqualTo(before);
    // a revocation needs no clock
    assertThat(revoke().serialNumbers()).hasSize(1);
    assertThat(revocations().status(certificate)).isEqualTo(Status.REVOKED);
    assertThat(list()).isEqualTo(before);
    ward.clock.set(Ward.NOW.plusSeconds(60));
    assertThat(list().revoked()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"})
  void clockSetTo1970And2100MakesNoListWithNonsenseDates(String wrong) throws Exception {
    start();
    ca.close();
    for (Path file : files("crl-")) {
      Files.delete(file);
    }
    ward.clock.set(Instant.parse(wrong));
    start();
    assertThat(code(() -> revocations().crl())).isEqualTo("WG-PKI-0003");
  }

  @Test
  void clockSetTo2100ForgetsNothing() throws Exception {
    start();
    X509Certificate certificate = issue();
    ward.clock.set(Instant.parse("2100-01-01T00:00:00Z"));
    ca.refresh();
    restart();
    ward.clock.set(Ward.NOW);
    assertThat(revocations().status(certificate)).isEqualTo(Status.GOOD);
  }

  @Test
  void aDamagedRegisterIssuesNothingAndAnswersFailClosed() throws Exception {
    start();
    X509Certificate revoked = issue();
    revoke();
    X509Certificate good = issue();
    RevocationList last = list();
    issue();
    ca.close();
    Path register = ward.directory.resolve("register");
    byte[] content = Files.readAllBytes(register);
    String text = new String(content, StandardCharsets.US_ASCII);
    content[text.indexOf("I " + good.getSerialNumber().toString(16)) + 3] ^= 1;
    Files.write(register, content);
    start();
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    assertThat(((CertificateRefused) event).problem().code())
        .isEqualTo(PkiErrors.REGISTER_DAMAGED.code());
    assertThat(revocations().status(good)).isEqualTo(Status.UNKNOWN);
    assertThat(revocations().status(revoked)).isEqualTo(Status.REVOKED);
    assertThat(list()).isEqualTo(last);
    PkiEvent failed = Ward.issue(ca, Ward.revocation("pump-1"));
    assertThat(((RevocationFailed) failed).problem().code()).isEqualTo("WG-PKI-0006");
    // the register is begun anew: everybody enrolls again
    ca.close();
    Files.move(register, register.resolveSibling("register.damaged"));
    ward.allowRegister();
    start();
    assertThat(revocations().status(good)).isEqualTo(Status.UNKNOWN);
    assertThat(revocations().status(issue())).isEqualTo(Status.GOOD);
    assertThat(list().number()).isGreaterThan(last.number());
  }

  @Test
  void unknownIssuersHaveNoList() {
    start();
    assertThat(code(() -> revocations().crl("00"))).isEqualTo("WG-PKI-0012");
    assertThat(code(() -> revocations().crl(""))).isEqualTo("WG-PKI-0012");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "3000", "30020101", "ff"})
  void malformedOcspRequestsAreAnsweredAsTheRfcSays(String hex) throws Exception {
    start();
    assertThat(revocations().ocsp(Bytes.ofHex(hex)).hex()).isEqualTo("30030a0101");
    assertThat(revocations().ocsp(Bytes.of(new byte[1_000_000])).hex()).isEqualTo("30030a0101");
  }

  @Test
  void acceptsEd25519AndRefusesWeakKeys() throws Exception {
    start();
    KeyPairGenerator ed25519 = KeyPairGenerator.getInstance("Ed25519");
    assertThat(Ward.issue(ca, Ward.intent(Ward.spki(ed25519.generateKeyPair()))))
        .isInstanceOf(CertificateIssued.class);
    KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    KeyPairGenerator k256 = KeyPairGenerator.getInstance("EC", "SunEC");
    k256.initialize(new ECGenParameterSpec("secp521r1"));
    // P-192, which the platform does not make any more
    Bytes p192 =
        Bytes.ofHex(
            "3049301306072a8648ce3d020106082a8648ce3d03010103320004"
                + "188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012"
                + "07192b95ffc8da78631011ed6b24cdd573f977a11e794811");
    for (Bytes weak :
        List.of(Ward.spki(rsa.generateKeyPair()), Ward.spki(k256.generateKeyPair()), p192)) {
      PkiEvent event = Ward.issue(ca, Ward.intent(weak));
      assertThat(((CertificateRefused) event).problem().code()).isEqualTo("WG-PKI-0002");
    }
    assertThat(
            Files.readString(ward.directory.resolve("register"))
                .lines()
                .filter(l -> l.contains("pump-1")))
        .hasSize(1);
  }

  @Test
  void aDeadlineThatPassedIssuesNothing() throws Exception {
    start();
    ward.clock.set(Ward.intent(Bytes.EMPTY).deadline().plusSeconds(1));
    PkiEvent event = Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    assertThat(((CertificateRefused) event).problem().code()).isEqualTo("WG-PKI-0005");
  }

  private List<Path> files(String prefix) throws Exception {
    try (var all = Files.list(ward.directory)) {
      return all.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
    }
  }
}
