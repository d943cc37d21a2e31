package org.wardgate.updater.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.updater.desk.Bench.ALICE;
import static org.wardgate.updater.desk.Bench.NEXT;
import static org.wardgate.updater.desk.Bench.RELEASE;
import static org.wardgate.updater.desk.Bench.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.update.UpdateErrors;
import org.wardgate.api.update.UpdateState;
import org.wardgate.api.update.UpdateView;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.updater.testing.Release;
import org.wardgate.updater.testing.TestBundle;
import org.wardgate.updater.testing.TestPackage;

/** Each leaves the old set running and says why. */
class BadPackagesTest {
  private final Path folder;
  private final Bench bench;

  BadPackagesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.bench = new Bench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void assertNothingIsKnown() throws IOException {
    assertThat(bench.desk().updates()).isEmpty();
    bench.assertTheOldSetRuns();
  }

  @Test
  void anUnsignedPackage() throws Exception {
    assertRefused("WG-UPD-0001", "", () -> bench.desk().expect(Bytes.EMPTY, ALICE));
    assertRefused("WG-UPD-0001", "", () -> bench.desk().expect(Bytes.ofHex("3000"), ALICE));
    assertRefused(
        "WG-UPD-0009",
        "",
        () -> bench.desk().take("ab".repeat(32), new ByteArrayInputStream(NEXT.bytes()), ALICE));
    assertRefused(
        "WG-UPD-0001", "longer", () -> bench.desk().expect(Bytes.of(new byte[32_769]), ALICE));
    assertNothingIsKnown();
  }

  @Test
  void aWronglySignedPackage() throws Exception {
    Release stranger = Release.of(Profile.CODE_SIGNER);
    assertRefused("WG-UPD-0001", "", () -> bench.desk().expect(stranger.sign(NEXT.bytes()), ALICE));
    Files.writeString(folder.resolve("anchors.pem"), stranger.pem());
    bench.desk().expect(stranger.sign(NEXT.bytes()), ALICE);
    // anchors are read anew each time
    assertRefused(
        "WG-UPD-0001",
        "",
        () -> bench.desk().expect(RELEASE.sign(TestPackage.of("3.0.0").bytes()), ALICE));
    Files.delete(folder.resolve("anchors.pem"));
    assertRefused(
        "WG-UPD-0001", "anchors", () -> bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE));
  }

  @Test
  void aPackageSignedWithACertificateForSomethingElse() throws Exception {
    Release mail = Release.of(Profile.CMS_SIGNER);
    Files.writeString(folder.resolve("anchors.pem"), mail.pem());
    assertRefused(
        "WG-UPD-0001", "codeSigning", () -> bench.desk().expect(mail.sign(NEXT.bytes()), ALICE));
    assertNothingIsKnown();
  }

  @Test
  void anotherPackageThanTheSignedOne() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    byte[] other = TestPackage.of("3.0.0", TestBundle.of("org.wardgate.api", "3.0.0")).bytes();
    assertRefused(
        "WG-UPD-0002",
        "SHA-256",
        () -> bench.desk().take(id, new ByteArrayInputStream(other), ALICE));
    bench.assertTheOldSetRuns();
  }

  @Test
  void aTruncatedPackage() throws Exception {
    byte[] whole = NEXT.bytes();
    String id = bench.desk().expect(RELEASE.sign(whole), ALICE);
    for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
      bench.desk().expect(RELEASE.sign(whole), ALICE);
      assertRefused(
          "WG-UPD-0002",
          "SHA-256",
          () ->
              bench.desk().take(id, new ByteArrayInputStream(Arrays.copyOf(whole, length)), ALICE));
      bench.assertTheOldSetRuns();
    }
    assertThat(bench.desk().updates().get(0).state()).isEqualTo(UpdateState.REFUSED);
    assertThat(bench.desk().updates().get(0).findings().get(0)).startsWith("WG-UPD-0002");
    // transferred again, it is good
    bench.desk().expect(RELEASE.sign(whole), ALICE);
    assertThat(bench.desk().take(id, new ByteArrayInputStream(whole), ALICE).state())
        .isEqualTo(UpdateState.STAGED);
  }

  @Test
  void aPackageThatStopsArriving() throws Exception {
    String id = bench.desk().expect(RELEASE.sign(NEXT.bytes()), ALICE);
    InputStream broken =
        new InputStream() {
          private int left = 100;

          @Override
          public int read() throws IOException {
            if (--left < 0) {
              throw new IOException("connection reset");
            }
            return 'P';
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
          }
        };
    assertRefused("WG-UPD-0002", "stopped", () -> bench.desk().take(id, broken, ALICE));
    bench.assertTheOldSetRuns();
  }

  @Test
  void anExpiredPackage() throws Exception {
    bench.now = TestPackage.EXPIRES;
    assertRefused("WG-UPD-0005", "expired at", () -> bench.handIn(NEXT, ALICE));
    bench.assertTheOldSetRuns();
    bench.now = Release.NOW.plus(Duration.ofDays(36_501));
    assertRefused(
        "WG-UPD-0005",
        "",
        () -> bench.desk().expect(RELEASE.sign(TestPackage.of("4.0.0").bytes()), ALICE));
  }

  @Test
  void aClockThatShowsATimeBeforeTheSigning() throws Exception {
    byte[] bytes = NEXT.bytes();
    Bytes signature = RELEASE.sign(bytes, bench.now.plus(Duration.ofMinutes(6)));
    assertRefused("WG-UPD-0005", "this clock shows", () -> bench.desk().expect(signature, ALICE));
    assertNothingIsKnown();
  }

  @Test
  void aReplayedPackage() throws Exception {
    UpdateView first = bench.handIn(NEXT, ALICE);
    assertThat(first.state()).isEqualTo(UpdateState.STAGED);
    bench.requestTaken();
    assertThat(bench.handIn(NEXT, ALICE)).isEqualTo(first);
    bench.installer(first.id(), UpdateState.COMMITTED, "");
    bench.counts(first.id(), "2.0.0");
    bench.look();
    assertThat(bench.handIn(NEXT, ALICE).state()).isEqualTo(UpdateState.COMMITTED);
    bench.look();
    bench.assertTheOldSetRuns();
    assertThat(bench.desk().updates()).hasSize(1);
  }

  @Test
  void aDowngradedPackage() throws Exception {
    bench.counts("11".repeat(32), "2.0.0");
    assertRefused("WG-UPD-0004", "is or was 2.0.0", () -> bench.handIn(NEXT, ALICE));
    TestPackage older = TestPackage.of("1.9.9", TestBundle.of("org.wardgate.api", "1.9.9"));
    assertRefused("WG-UPD-0004", "1.9.9", () -> bench.handIn(older, ALICE));
    bench.assertTheOldSetRuns();
  }

  @Test
  void aPackageNotNewerThanOneThatRanOnceAndWasLeft() throws Exception {
    bench.counts("11".repeat(32), "3.0.0");
    bench.updates().resolve("sets/current.properties").toFile().delete();
    assertRefused("WG-UPD-0004", "is or was 3.0.0", () -> bench.handIn(NEXT, ALICE));
    bench.assertTheOldSetRuns();
  }

  @Test
  void aPackageThatNeedsARelaseInBetween() throws Exception {
    assertRefused(
        "WG-UPD-0013",
        "1.5.0",
        () -> bench.handIn(NEXT.with("Wardgate-Requires-Version", "1.5.0"), ALICE));
    bench.assertTheOldSetRuns();
  }

  @Test
  void aBundleThatDoesNotResolve() throws Exception {
    bench.trial =
        contents -> {
          throw new RefusedException(UpdateErrors.UNRESOLVABLE, "org.wardgate.api needs x");
        };
    assertRefused("WG-UPD-0006", "needs x", () -> bench.handIn(NEXT, ALICE));
    bench.assertTheOldSetRuns();
    bench.look();
    assertThat(bench.journal).hasSize(2);
    assertThat(bench.journal.get(1).problem().orElseThrow().code()).isEqualTo("WG-UPD-0006");
  }

  @Test
  void aPackageThatIsTooLarge() throws Exception {
    byte[] bytes = large(1_000_001);
    String id = bench.desk().expect(RELEASE.sign(bytes), ALICE);
    assertRefused(
        "WG-UPD-0003",
        "larger than 1000000",
        () -> bench.desk().take(id, new ByteArrayInputStream(bytes), ALICE));
    bench.assertTheOldSetRuns();
  }

  /** A good package with a bundle that cannot be packed smaller. */
  private static byte[] large(int length) {
    StringBuilder noise = new StringBuilder(length);
    java.util.Random random = new java.util.Random(1);
    while (noise.length() < length * 4 / 3) {
      noise.append((char) (' ' + random.nextInt(64)));
    }
    return TestPackage.of(
            "2.0.0", TestBundle.of("org.wardgate.api", "2.0.0").containing(noise.toString()))
        .bytes();
  }

  @Test
  void aPackageTwiceAtOnce() throws Exception {
    byte[] bytes = NEXT.bytes();
    String id = bench.desk().expect(RELEASE.sign(bytes), ALICE);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch refused = new CountDownLatch(1);
    InputStream slow =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            begun.countDown();
            try {
              assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            return super.read(target, offset, length);
          }
        };
    var threads = Executors.newSingleThreadExecutor();
    try {
      var first = threads.submit(() -> bench.desk().take(id, slow, ALICE));
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      assertRefused(
          "WG-UPD-0008",
          "being taken",
          () -> bench.desk().take(id, new ByteArrayInputStream(bytes), ALICE));
      refused.countDown();
      assertThat(first.get(60, TimeUnit.SECONDS).state()).isEqualTo(UpdateState.STAGED);
    } finally {
      threads.shutdownNow();
    }
    assertThat(bench.desk().take(id, new ByteArrayInputStream(bytes), ALICE).state())
        .isEqualTo(UpdateState.STAGED);
  }

  @Test
  void aSecondUpdateWhileOneIsInProgress() throws Exception {
    bench.handIn(NEXT, ALICE);
    TestPackage other = TestPackage.of("3.0.0", TestBundle.of("org.wardgate.api", "3.0.0"));
    assertRefused("WG-UPD-0008", "installed", () -> bench.handIn(other, ALICE));
    bench.requestTaken();
    bench.phase("PROBATION");
    assertRefused("WG-UPD-0008", "installed", () -> bench.handIn(other, ALICE));
  }

  @Test
  void aDiskFullMidway() throws Exception {
    byte[] bytes = large(500_000);
    Intake.Room disk = bench.room;
    bench.room =
        new Intake.Room() {
          @Override
          public OutputStream open(Path file) throws IOException {
            return new FullDisk(disk.open(file), 200_000);
          }

          @Override
          public void check(Path directory) {
            // the disk fills faster than it is looked at
          }
        };
    String id = bench.desk().expect(RELEASE.sign(bytes), ALICE);
    assertRefused(
        "WG-UPD-0010",
        "No space left",
        () -> bench.desk().take(id, new ByteArrayInputStream(bytes), ALICE));
    bench.assertTheOldSetRuns();
    bench.room = disk;
    bench.desk().expect(RELEASE.sign(bytes), ALICE);
    assertThat(bench.desk().take(id, new ByteArrayInputStream(bytes), ALICE).state())
        .isEqualTo(UpdateState.STAGED);
  }

  @Test
  void aDiskThatHasNoRoomToSpareForPackages() throws Exception {
    bench.room = new Intake.Disk(Long.MAX_VALUE);
    assertRefused("WG-UPD-0010", "kept free", () -> bench.handIn(NEXT, ALICE));
    bench.assertTheOldSetRuns();
  }

  /** A disk with little left. */
  private static final class FullDisk extends FilterOutputStream {
    private long leftBytes;

    FullDisk(OutputStream out, long leftBytes) {
      super(out);
      this.leftBytes = leftBytes;
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
      leftBytes -= length;
      if (leftBytes < 0) {
        throw new IOException("No space left on device");
      }
      out.write(content, offset, length);
    }
  }
}
