package org.wardgate.mud.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.mud.file.MudUrl;

class MudCacheTest {
  private static final Instant AT = Instant.parse("2025-01-02T03:04:05Z");
  private static final SignedFile FILE =
      new SignedFile(
          Bytes.ofHex("010203"),
          Optional.of(Bytes.ofHex("04")),
          AT,
          new Validators("\"v1\"", "Wed, 01 Jan 2025 00:00:00 GMT"));

  private Path directory;

  @BeforeEach
  void start(@TempDir Path given) {
    directory = given;
  }

  @Test
  void keepsFilesAcrossRestarts() throws RefusedException {
    new MudCache(directory).put(url("a"), FILE);

    assertThat(new MudCache(directory).find(url("a"))).contains(FILE);
    assertThat(new MudCache(directory).find(url("b"))).isEmpty();
  }

  @Test
  void keepsTheDifferenceBetweenNoSignatureAndAnEmptyOne() throws RefusedException {
    SignedFile unsigned = new SignedFile(FILE.content(), Optional.empty(), AT, Validators.NONE);
    SignedFile empty =
        new SignedFile(FILE.content(), Optional.of(Bytes.EMPTY), AT, Validators.NONE);
    new MudCache(directory).put(url("a"), unsigned);
    new MudCache(directory).put(url("b"), empty);

    assertThat(new MudCache(directory).find(url("a"))).contains(unsigned);
    assertThat(new MudCache(directory).find(url("b"))).contains(empty);
  }

  @Test
  void aDamagedFileIsNoFile() throws RefusedException, IOException {
    new MudCache(directory).put(url("a"), FILE);
    Path file = onDisk().get(0);
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(good, length));
      assertThat(new MudCache(directory).find(url("a"))).isEmpty();
    }
    for (int i = 0; i < 8; i++) {
      byte[] bad = good.clone();
      bad[i] ^= (byte) 0x80;
      Files.write(file, bad);
      assertThat(new MudCache(directory).find(url("a"))).isEmpty();
    }
  }

  @Test
  void hostileLengthsAreNotAllocated() throws RefusedException, IOException {
    new MudCache(directory).put(url("a"), FILE);
    Path file = onDisk().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - FILE.length() - 8] = 0x7f; // the content length
    Files.write(file, bytes);

    assertThat(new MudCache(directory).find(url("a"))).isEmpty();
  }

  @Test
  void anotherUrlsFileIsNotReturned() throws RefusedException, IOException {
    new MudCache(directory).put(url("a"), FILE);
    Path a = onDisk().get(0);
    byte[] content = Files.readAllBytes(a);
    Files.delete(a);
    new MudCache(directory).put(url("b"), FILE);
    Files.write(onDisk().get(0), content);

    assertThat(new MudCache(directory).find(url("b"))).isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneIsAnEmptyCacheThatStillWorksInMemory() throws RefusedException {
    MudCache cache = new MudCache(directory.resolve("gone"));
    assertThat(cache.find(url("a"))).isEmpty();
    cache.put(url("a"), FILE);
    assertThat(cache.find(url("a"))).contains(FILE);
  }

  @Test
  void memoryAndDiskAreBounded() throws RefusedException, IOException {
    MudCache cache = new MudCache(directory);
    for (int i = 0; i < MudCache.FILES_MAX_COUNT + 20; i++) {
      Path file = directory.resolve(String.format("%064x.mudcache", i));
      Files.write(file, new byte[1]);
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(AT));
    }
    SignedFile large =
        new SignedFile(Bytes.of(new byte[1 << 20]), Optional.empty(), AT, Validators.NONE);
    for (int i = 0; i < 10; i++) {
      cache.put(url("large" + i), large);
    }

    assertThat(onDisk()).hasSize(MudCache.FILES_MAX_COUNT);
    assertThat(cache.find(url("large0"))).contains(large);
  }

  private List<Path> onDisk() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static MudUrl url(String name) throws RefusedException {
    return MudUrl.of("https://mud.example.com/" + name);
  }
}
