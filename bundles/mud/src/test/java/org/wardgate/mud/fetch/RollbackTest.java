package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.wardgate.mud.fetch.FetchFixture.FILE;
import static org.wardgate.mud.fetch.FetchFixture.refused;
import static org.wardgate.mud.fetch.FetchFixture.verified;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.file.MudUrl;

class RollbackTest {
  private static final Instant OLD = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant NEW = Instant.parse("2025-01-01T00:00:00Z");

  private FetchFixture ward;
  private Path directory;

  @BeforeEach
  void start(@TempDir Path given) {
    directory = given;
    ward = new FetchFixture(given);
  }

  @AfterEach
  void stop() {
    ward.close();
  }

  private Bytes file(Instant lastUpdate) {
    return FetchFixture.file(ward.server.url(FILE), lastUpdate.toString());
  }

  private void forgetTheCache() throws IOException {
    ward.files.close();
    for (Path file : filesEndingWith(".mudcache")) {
      Files.delete(file);
    }
    ward.files = ward.start();
  }

  private List<Path> filesEndingWith(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).toList();
    }
  }

  @Test
  void anOlderSignedFileIsRefusedAlsoAfterARestartWithoutCache() throws IOException {
    ward.serve(file(NEW));
    verified(ward.ask());
    ward.serve(file(OLD));
    ward.clock.advance(Duration.ofHours(2));
    assertThat(refused(ward.ask(), MudErrors.ROLLBACK)).contains(OLD.toString(), NEW.toString());
    forgetTheCache();
    refused(ward.ask(), MudErrors.ROLLBACK);

    ward.serve(file(NEW));
    verified(ward.ask());
  }

  @Test
  void aFileOfTheSameTimeIsNotOlder() {
    ward.serve(file(NEW));
    verified(ward.ask());
    ward.clock.advance(Duration.ofHours(2));
    ward.serve(FetchFixture.file(ward.server.url(FILE), NEW.toString().replace("Z", "+00:00")));
    verified(ward.ask());
  }

  @Test
  void anOlderFileThatTheHospitalApprovedCounts() {
    ward.serve(file(NEW));
    verified(ward.ask());
    ward.serve(file(OLD));
    ward.clock.advance(Duration.ofHours(2));
    ward.approve(file(OLD));
    assertThat(verified(ward.ask()).content()).isEqualTo(file(OLD));
  }

  @Test
  void anApprovedUnsignedFileDoesNotBlockSignedOnes() {
    Bytes unsigned = file(NEW);
    ward.server.serve(FILE, unsigned);
    ward.approve(unsigned);
    assertThat(verified(ward.ask()).signer()).isEqualTo("approved by the hospital, unsigned");
    ward.clock.advance(Duration.ofHours(2));
    ward.serve(file(OLD));
    verified(ward.ask());
  }

  @Test
  void aFileThatWasRefusedForAnotherReasonDoesNotCount() {
    Bytes newer = file(NEW);
    ward.server.serve(FILE, newer);
    refused(ward.ask(), MudErrors.UNAPPROVED);
    ward.serve(file(OLD));
    verified(ward.ask());
  }

  @Test
  void whereTheMemoryIsDamagedNothingIsAccepted() throws IOException {
    ward.serve(file(NEW));
    verified(ward.ask());
    for (String damage : List.of("", "x", "a\nb\nc", ward.server.url(FILE) + "\nyesterday\n")) {
      Files.writeString(filesEndingWith(".newest").get(0), damage);
      forgetTheCache();
      refused(ward.ask(), MudErrors.CACHE_FAILED);
    }
    Files.delete(filesEndingWith(".newest").get(0));
    verified(ward.ask());
  }

  @Test
  void remembersMoreThanFitsInMemory() throws RefusedException {
    NewestFiles newest = new NewestFiles(directory);
    List<MudUrl> urls = urls(NewestFiles.MEMORY_MAX_COUNT + 3);
    for (MudUrl url : urls) {
      newest.accept(url, NEW);
      newest.accept(url, OLD);
    }
    for (MudUrl url : urls) {
      newest.check(url, NEW);
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> newest.check(url, OLD))
          .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ROLLBACK));
    }
  }

  @Test
  void aDiskThatCannotBeWrittenIsRememberedInMemory() throws RefusedException {
    NewestFiles newest = new NewestFiles(directory.resolve("absent"));
    MudUrl url = urls(1).get(0);
    newest.accept(url, NEW);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> newest.check(url, OLD))
        .satisfies(e -> assertThat(e.errorCode()).isEqualTo(MudErrors.ROLLBACK));
  }

  private static List<MudUrl> urls(int count) throws RefusedException {
    MudUrl[] urls = new MudUrl[count];
    for (int i = 0; i < count; i++) {
      urls[i] = MudUrl.of("https://mud.example.com/" + i);
    }
    return List.of(urls);
  }
}
