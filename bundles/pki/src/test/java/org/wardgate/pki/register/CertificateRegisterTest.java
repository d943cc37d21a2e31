package org.wardgate.pki.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.RevocationReason;

class CertificateRegisterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final String ROOT = "00aabbccddeeff00112233445566778899aabbcc";

  @TempDir Path directory = Path.of("");
  private final List<CertificateRegister> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(CertificateRegister::close);
  }

  private Path file() {
    return directory.resolve("register");
  }

  private CertificateRegister open() throws RefusedException {
    return open(CertificateRegister.CERTIFICATES_MAX_COUNT);
  }

  private CertificateRegister open(int maxCount) throws RefusedException {
    CertificateRegister register = CertificateRegister.open(file(), maxCount);
    opened.add(register);
    return register;
  }

  private static RegisteredCertificate certificate(long serial, DeviceId device, Instant issuedAt) {
    return new RegisteredCertificate(
        BigInteger.valueOf(serial),
        ROOT,
        Optional.of(device),
        issuedAt,
        issuedAt.plus(Duration.ofDays(3)),
        Optional.empty());
  }

  private static void issue(CertificateRegister register, long serial) {
    await(register.issue(certificate(serial, PUMP, NOW.plusSeconds(serial)), () -> true));
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static String refusal(CompletionStage<?> stage) {
    CompletionException failure =
        catchThrowableOfType(CompletionException.class, () -> await(stage));
    assertThat(failure.getCause()).isInstanceOf(RefusedException.class);
    return String.valueOf(failure.getCause()).replaceAll(".*(WG-PKI-[0-9]{4}).*", "$1");
  }

  private static List<BigInteger> revoke(CertificateRegister register) {
    return await(
        register.revoke(PUMP, RevocationReason.CESSATION_OF_OPERATION, NOW.plusSeconds(100)));
  }

  private static Optional<RevocationReason> reason(CertificateRegister register, long serial) {
    return register
        .find(BigInteger.valueOf(serial))
        .orElseThrow()
        .revocation()
        .map(Revocation::reason);
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    issue(register, 2);
    await(
        register.issue(
            new RegisteredCertificate(
                BigInteger.TEN, ROOT, Optional.empty(), NOW, NOW.plusSeconds(9), Optional.empty()),
            () -> true));
    assertThat(revoke(register)).containsExactly(BigInteger.ONE, BigInteger.TWO);
    register.close();
    CertificateRegister again = open();
    assertThat(again.size()).isEqualTo(3);
    for (long serial : new long[] {1, 2, 10}) {
      assertThat(again.find(BigInteger.valueOf(serial)))
          .isEqualTo(register.find(BigInteger.valueOf(serial)));
    }
    assertThat(reason(again, 1)).contains(RevocationReason.CESSATION_OF_OPERATION);
    assertThat(reason(again, 10)).isEmpty();
    assertThat(again.revoked(ROOT)).hasSize(2);
  }

  @Test
  void anIssueIsOnDiskBeforeAnybodyHears() throws Exception {
    CertificateRegister register = open();
    issue(register, 0xabc);
    // not closed: what a power cut would leave
    assertThat(Files.readString(file())).contains("I abc " + ROOT + " pump-1 ");
  }

  @Test
  void revokingTwiceDoesNoHarmAndKeepsTheFirstReason() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    revoke(register);
    long length = Files.size(file());
    assertThat(await(register.revoke(PUMP, RevocationReason.KEY_COMPROMISE, NOW.plusSeconds(200))))
        .containsExactly(BigInteger.ONE);
    assertThat(Files.size(file())).isEqualTo(length);
    assertThat(reason(register, 1)).contains(RevocationReason.CESSATION_OF_OPERATION);
  }

  @Test
  void replayOfRevocationsAfterARestartDoesNoHarm() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    revoke(register);
    register.close();
    CertificateRegister again = open();
    assertThat(revoke(again)).containsExactly(BigInteger.ONE);
    again.close();
    assertThat(open().revoked(ROOT)).hasSize(1);
  }

  @Test
  void revokingAnUnknownDeviceFindsNothing() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    assertThat(
            await(
                register.revoke(
                    new DeviceId("nobody"), RevocationReason.UNSPECIFIED, NOW.plusSeconds(9))))
        .isEmpty();
    assertThat(reason(register, 1)).isEmpty();
  }

  @Test
  void aFifthCertificateTakesTheOldestsPlace() throws Exception {
    CertificateRegister register = open();
    for (int serial = 1; serial <= 6; serial++) {
      issue(register, serial);
    }
    assertThat(reason(register, 1)).contains(RevocationReason.SUPERSEDED);
    assertThat(reason(register, 2)).contains(RevocationReason.SUPERSEDED);
    assertThat(reason(register, 3)).isEmpty();
    register.close();
    assertThat(open().revoked(ROOT)).hasSize(2);
  }

  @Test
  void expiredCertificatesAreNotSuperseded() throws Exception {
    CertificateRegister register = open();
    for (int serial = 1; serial <= 4; serial++) {
      issue(register, serial);
    }
    await(register.issue(certificate(5, PUMP, NOW.plus(Duration.ofDays(4))), () -> true));
    assertThat(reason(register, 1)).isEmpty();
  }

  @Test
  void aCertificateThatIsNotValidAnyMoreIsNotRecorded() throws Exception {
    CertificateRegister register = open();
    assertThat(refusal(register.issue(certificate(1, PUMP, NOW), () -> false)))
        .isEqualTo("WG-PKI-0001");
    assertThat(register.size()).isZero();
  }

  @Test
  void aSerialNumberTwiceIsRefused() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    assertThat(refusal(register.issue(certificate(1, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0001");
    register.close();
    assertThat(open().damaged()).isFalse();
  }

  @Test
  void revocationTimesAreWithinTheCertificatesLifeWhateverTheClockShows() throws Exception {
    for (Instant wrong : List.of(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"))) {
      Files.deleteIfExists(file());
      CertificateRegister register = open();
      issue(register, 1);
      await(register.revoke(PUMP, RevocationReason.KEY_COMPROMISE, wrong));
      RegisteredCertificate revoked = register.find(BigInteger.ONE).orElseThrow();
      assertThat(revoked.revocation().orElseThrow().at())
          .isBetween(revoked.issuedAt(), revoked.notAfter());
    }
  }

  @Test
  void aFullRegisterIssuesNothingButRevokes() throws Exception {
    CertificateRegister register = open(2);
    issue(register, 1);
    issue(register, 2);
    assertThat(refusal(register.issue(certificate(3, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0011");
    assertThat(revoke(register)).hasSize(2);
  }

  @Test
  void aFullRegisterForgetsNothingForTheSakeOfANewCertificatesDate() throws Exception {
    CertificateRegister register = open(2);
    issue(register, 1);
    issue(register, 2);
    Instant later = NOW.plus(Duration.ofDays(11));
    assertThat(refusal(register.issue(certificate(3, PUMP, later), () -> true)))
        .isEqualTo("WG-PKI-0011");
    assertThat(register.size()).isEqualTo(2);
    await(register.compact(later));
    await(register.issue(certificate(3, PUMP, later), () -> true));
    assertThat(register.size()).isEqualTo(1);
    register.close();
    CertificateRegister again = open();
    assertThat(again.damaged()).isFalse();
    assertThat(again.find(BigInteger.valueOf(3))).isPresent();
    assertThat(again.size()).isEqualTo(1);
  }

  @Test
  void aDeviceThatAsksWithoutEndIsRefusedAndNobodyElse() throws Exception {
    CertificateRegister register = open();
    int max = CertificateRegister.UNEXPIRED_PER_DEVICE_MAX_COUNT;
    for (int serial = 1; serial <= max; serial++) {
      issue(register, serial);
    }
    assertThat(refusal(register.issue(certificate(max + 1, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0013");
    DeviceId other = new DeviceId("pump-2");
    await(register.issue(certificate(max + 2, other, NOW), () -> true));
    // revoking does not make room: the list of the revoked would grow instead
    revoke(register);
    assertThat(refusal(register.issue(certificate(max + 1, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0013");
    Instant expired = NOW.plus(Duration.ofDays(4));
    await(register.issue(certificate(max + 1, PUMP, expired), () -> true));
  }

  @Test
  void certificatesThatExpiredButAreNotForgottenAreBoundedToo() throws Exception {
    CertificateRegister register = open();
    int max = CertificateRegister.KEPT_PER_DEVICE_MAX_COUNT;
    Duration apart = Duration.ofHours(2);
    for (int i = 1; i <= max; i++) {
      await(register.issue(certificate(i, PUMP, NOW.plus(apart.multipliedBy(i))), () -> true));
    }
    Instant last = NOW.plus(apart.multipliedBy(max + 1));
    assertThat(refusal(register.issue(certificate(max + 1, PUMP, last), () -> true)))
        .isEqualTo("WG-PKI-0013");
    await(register.compact(last));
    await(register.issue(certificate(max + 1, PUMP, last), () -> true));
  }

  /** The shortest validity there is, renewed at two thirds of it, for three weeks. */
  @Test
  void aDeviceThatRenewsAtTheNormalRateIsNeverRefused() throws Exception {
    CertificateRegister register = open();
    Duration validity = Duration.ofHours(1);
    Instant time = NOW;
    for (int i = 1; i <= 21 * 36; i++) {
      RegisteredCertificate next =
          new RegisteredCertificate(
              BigInteger.valueOf(i),
              ROOT,
              Optional.of(PUMP),
              time,
              time.plus(validity),
              Optional.empty());
      await(register.issue(next, () -> true));
      await(register.compact(time));
      time = time.plus(validity.multipliedBy(2).dividedBy(3));
    }
    assertThat(register.size()).isBetween(250, 256);
  }

  @Test
  void aMissingRegisterIsDamageUnlessOneMayBeBegun() throws Exception {
    CertificateRegister missing = CertificateRegister.open(file(), false);
    opened.add(missing);
    assertThat(missing.damaged()).isTrue();
    assertThat(refusal(missing.issue(certificate(1, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0009");
    assertThat(file()).doesNotExist();
  }

  @Test
  void aCompactionThatFailsLeavesAWorkingRegister() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    Path inTheWay = Files.createDirectory(directory.resolve("register.new"));
    Instant later = NOW.plus(Duration.ofDays(20));
    assertThat(refusal(register.compact(later))).isEqualTo("WG-PKI-0010");
    issue(register, 2);
    assertThat(revoke(register)).hasSize(2);
    Files.delete(inTheWay);
    await(register.issue(certificate(3, PUMP, later), () -> true));
    assertThat(await(register.compact(later))).isEqualTo(1);
    issue(register, 4);
    register.close();
    CertificateRegister again = open();
    assertThat(again.damaged()).isFalse();
    assertThat(again.size()).isEqualTo(2);
  }

  @Test
  void compactionKeepsWhatIsInForceOrExpiredLately() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    revoke(register);
    await(register.issue(certificate(2, PUMP, NOW.plus(Duration.ofDays(8))), () -> true));
    long length = Files.size(file());
    assertThat(await(register.compact(NOW.plus(Duration.ofDays(9))))).isEqualTo(2);
    assertThat(Files.size(file())).isEqualTo(length);
    assertThat(await(register.compact(NOW.plus(Duration.ofDays(11))))).isEqualTo(1);
    assertThat(Files.size(file())).isLessThan(length);
    issue(register, 5);
    register.close();
    CertificateRegister again = open();
    assertThat(again.damaged()).isFalse();
    assertThat(again.find(BigInteger.ONE)).isEmpty();
    assertThat(again.find(BigInteger.TWO)).isPresent();
    assertThat(again.find(BigInteger.valueOf(5))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 17, 40})
  void aTornLastLineIsCutOff(int missingBytes) throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    long intact = Files.size(file());
    issue(register, 2);
    register.close();
    truncate(Files.size(file()) - missingBytes);
    CertificateRegister again = open();
    assertThat(again.damaged()).isFalse();
    assertThat(again.find(BigInteger.ONE)).isPresent();
    assertThat(again.find(BigInteger.TWO)).isEmpty();
    assertThat(Files.size(file())).isEqualTo(intact);
    issue(again, 3);
    again.close();
    assertThat(open().find(BigInteger.valueOf(3))).isPresent();
  }

  @Test
  void aLastBlockThatWasNeverWrittenIsCutOff() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    register.close();
    Files.write(file(), new byte[5000], StandardOpenOption.APPEND);
    CertificateRegister again = open();
    assertThat(again.damaged()).isFalse();
    issue(again, 2);
    again.close();
    assertThat(open().size()).isEqualTo(2);
  }

  @Test
  void damageInTheMiddleIssuesNothingAndKnowsNobodyAsGood() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    revoke(register);
    issue(register, 2);
    issue(register, 3);
    register.close();
    byte[] content = Files.readAllBytes(file());
    int at = new String(content, StandardCharsets.US_ASCII).indexOf("I 2 ");
    content[at + 10] ^= 1;
    Files.write(file(), content);
    CertificateRegister again = open();
    assertThat(again.damaged()).isTrue();
    assertThat(reason(again, 1)).isPresent();
    assertThat(refusal(again.issue(certificate(9, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0009");
    assertThat(refusal(again.revoke(PUMP, RevocationReason.UNSPECIFIED, NOW)))
        .isEqualTo("WG-PKI-0009");
    assertThat(refusal(again.compact(NOW))).isEqualTo("WG-PKI-0009");
    assertThat(Files.readAllBytes(file())).isEqualTo(content);
  }

  @Test
  void aLineThatWasLostMovedOrRepeatedIsDamage() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    issue(register, 2);
    revoke(register);
    register.close();
    List<String> lines = Files.readAllLines(file());
    for (int i = 0; i < lines.size() - 1; i++) {
      List<String> lost = new ArrayList<>(lines);
      lost.remove(i);
      assertDamaged(lost);
      List<String> repeated = new ArrayList<>(lines);
      repeated.add(i, lines.get(i));
      assertDamaged(repeated);
    }
    List<String> moved = new ArrayList<>(lines);
    moved.add(1, moved.remove(2));
    assertDamaged(moved);
  }

  private void assertDamaged(List<String> lines) throws IOException, RefusedException {
    Files.write(file(), lines);
    assertThat(open().damaged()).as(String.join("\n", lines)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "x\n", "wardgate-register 1\n", "\0\0\0"})
  void aFileThatIsNoRegisterIsDamage(String content) throws Exception {
    Files.writeString(file(), content);
    assertThat(open().damaged()).isTrue();
  }

  @Test
  void aLineThatNeverEndsIsDamage() throws Exception {
    CertificateRegister register = open();
    issue(register, 1);
    register.close();
    Files.writeString(file(), "x".repeat(100_000) + "\n", StandardOpenOption.APPEND);
    assertThat(open().damaged()).isTrue();
  }

  @Test
  void aRegisterThatCannotBeMadeIsRefused() {
    RefusedException refusal =
        catchThrowableOfType(
            RefusedException.class,
            () -> CertificateRegister.open(directory.resolve("absent/register"), true));
    assertThat(refusal.errorCode().code()).isEqualTo("WG-PKI-0010");
  }

  @Test
  void aClosedRegisterRefuses() throws Exception {
    CertificateRegister register = open();
    register.close();
    assertThat(refusal(register.issue(certificate(1, PUMP, NOW), () -> true)))
        .isEqualTo("WG-PKI-0005");
  }

  @Test
  void manyAtOnceAreAllOnDisk() throws Exception {
    CertificateRegister register = open();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch done = new CountDownLatch(400);
    for (int i = 1; i <= 400; i++) {
      long serial = i;
      DeviceId device = new DeviceId("pump-" + i % 40);
      threads.execute(
          () -> {
            await(register.issue(certificate(serial, device, NOW), () -> true));
            if (serial % 5 == 0) {
              await(register.revoke(device, RevocationReason.KEY_COMPROMISE, NOW));
            }
            done.countDown();
          });
    }
    assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    threads.shutdown();
    register.close();
    CertificateRegister again = open();
    assertThat(again.damaged()).isFalse();
    assertThat(again.size()).isEqualTo(400);
    for (int i = 1; i <= 400; i++) {
      assertThat(again.find(BigInteger.valueOf(i))).isEqualTo(register.find(BigInteger.valueOf(i)));
    }
  }

  private void truncate(long length) throws IOException {
    try (var channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
