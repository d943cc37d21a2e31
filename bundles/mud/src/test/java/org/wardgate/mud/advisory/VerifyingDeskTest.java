package org.wardgate.mud.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.AdvisoryEvent.AdvisoryVerified;
import org.wardgate.api.mud.MudErrors;

class VerifyingDeskTest {
  private final Notices ward = new Notices();
  private final Sink sink = new Sink();
  private Path directory = Path.of("");
  private VerifyingDesk desk = desk(Notices.NOW);

  /** Remembers advisories. */
  private static final class Sink implements EventSink {
    final List<Advisory> advisories = new CopyOnWriteArrayList<>();
    boolean full;

    @Override
    public CompletionStage<Void> submit(Event event) {
      if (full) {
        return CompletableFuture.failedFuture(
            new RefusedException(MudErrors.OVERLOADED, "the queue is full"));
      }
      advisories.add(((AdvisoryVerified) event).advisory());
      return CompletableFuture.completedFuture(null);
    }
  }

  @BeforeEach
  void inside(@TempDir Path given) {
    directory = given;
    desk = desk(Notices.NOW);
  }

  private VerifyingDesk desk(Instant now) {
    return new VerifyingDesk(ward::inventory, directory, sink, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void handIn(Bytes content) throws RefusedException {
    desk.handIn(content, ward.acme.sign(content));
  }

  private void refused(ErrorCode code, Bytes content) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> handIn(content))
        .satisfies(e -> assertThat(e.errorCode()).as("%s", e).isEqualTo(code));
  }

  private List<Long> versions() {
    return sink.advisories.stream().map(Advisory::version).toList();
  }

  @Test
  void passesOnWhatItVerified() throws RefusedException {
    Bytes content = Notices.advisory();
    assertThat(desk.handIn(content, ward.acme.sign(content)).contentSha256())
        .isEqualTo(content.sha256().hex());
    assertThat(sink.advisories).hasSize(1);
  }

  @Test
  void versionsOnlyRiseAlsoAfterARestart() throws RefusedException {
    handIn(Notices.version(3));
    refused(MudErrors.ADVISORY_ROLLBACK, Notices.version(2));
    handIn(Notices.version(5));
    desk = desk(Notices.NOW);
    refused(MudErrors.ADVISORY_ROLLBACK, Notices.version(4));
    handIn(Notices.version(6));
    assertThat(versions()).containsExactly(3L, 5L, 6L);
  }

  @Test
  void theSameAgainIsPassedOnAgain() throws RefusedException {
    handIn(Notices.version(3));
    handIn(Notices.version(3));
    desk = desk(Notices.NOW);
    handIn(Notices.version(3));
    assertThat(versions()).containsExactly(3L, 3L, 3L);
  }

  @Test
  void theSameVersionWithOtherContentIsRefused() throws RefusedException {
    handIn(Notices.version(3));
    refused(
        MudErrors.ADVISORY_ROLLBACK,
        Notices.advisory(
            notice -> {
              notice.put("version", 3);
              notice.put("withdrawn", true);
            }));
    assertThat(versions()).containsExactly(3L);
  }

  @Test
  void anIdBelongsToWhoUsedItFirst() throws RefusedException {
    handIn(Notices.version(3));
    Bytes certs =
        Notices.advisory(
            notice -> {
              notice.put("issuer", "cert");
              notice.put("version", 4);
            });
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> desk.handIn(certs, ward.cert.sign(certs)))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_SIGNER));
    handIn(Notices.advisory(notice -> notice.put("id", "ADV-2026-002")));
    assertThat(versions()).containsExactly(3L, 1L);
  }

  @Test
  void aRefusedOneLeavesNoTrace() throws RefusedException {
    Bytes content = Notices.version(9);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> desk.handIn(content, ward.scans.sign(content)));
    handIn(Notices.version(1));
    assertThat(versions()).containsExactly(1L);
  }

  @Test
  void whatTheDecisionCoreDoesNotTakeCanBeRepeated() throws RefusedException {
    sink.full = true;
    refused(MudErrors.ADVISORY_NOT_KEPT, Notices.version(3));
    sink.full = false;
    handIn(Notices.version(3));
    assertThat(versions()).containsExactly(3L);
  }

  @Test
  void whatCannotBeKeptIsNotPassedOn() throws IOException, RefusedException {
    Files.delete(directory);
    refused(MudErrors.ADVISORY_NOT_KEPT, Notices.version(3));
    assertThat(versions()).isEmpty();
    Files.createDirectory(directory);
    handIn(Notices.version(3));
    handIn(Notices.version(4));
    assertThat(versions()).containsExactly(3L, 4L);
  }

  @Test
  void whereTheMemoryIsDamagedNothingIsAccepted() throws IOException, RefusedException {
    handIn(Notices.version(3));
    Path ledger = directory.resolve("versions");
    String good = Files.readString(ledger);
    for (String damage :
        List.of(
            "",
            "x",
            good.substring(0, good.length() - 1),
            good + "x",
            good + "\n",
            good + good.substring(good.indexOf('\n') + 1),
            good.replace("wardgate", "other"),
            good.replace("acme ", "acme  "),
            good.replace("Z\n", "ZZ\n"))) {
      Files.writeString(ledger, damage);
      desk = desk(Notices.NOW);
      refused(MudErrors.ADVISORY_NOT_KEPT, Notices.version(4));
    }
    Files.writeString(ledger, good);
    refused(MudErrors.ADVISORY_ROLLBACK, Notices.version(2));
    assertThat(versions()).containsExactly(3L);
  }

  @Test
  void aTornWriteLeavesTheOldMemory() throws IOException, RefusedException {
    handIn(Notices.version(3));
    Files.writeString(directory.resolve("versions.tmp"), "wardgate-adv");
    desk = desk(Notices.NOW);
    refused(MudErrors.ADVISORY_ROLLBACK, Notices.version(2));
    handIn(Notices.version(4));
  }

  @Test
  void remembersABoundedNumberAndForgetsOnlyWhatCannotComeBack() throws RefusedException {
    AdvisoryLedger ledger = new AdvisoryLedger(directory);
    StringBuilder full = new StringBuilder("wardgate-advisories 1\n");
    String line = " 1 " + "0".repeat(64) + " " + Notices.NOW + "\n";
    for (int i = 0; i < AdvisoryLimits.REMEMBERED_MAX_COUNT; i++) {
      full.append("acme x").append(i).append(line);
    }
    write(full.toString());
    Advisory another = AdvisoryParser.parse(Notices.version(1));
    Instant gone = Notices.NOW.plus(AdvisoryLimits.LIFETIME_MAX);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ledger.admit(another, gone))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ADVISORY_NOT_KEPT));
    ledger.admit(another, gone.plusSeconds(1));
  }

  private void write(String text) {
    try {
      Files.writeString(directory.resolve("versions"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
