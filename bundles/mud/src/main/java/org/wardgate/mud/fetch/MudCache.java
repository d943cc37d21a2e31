package org.wardgate.mud.fetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.mud.file.MudUrl;

/**
 * Files fetched before, on disk and the latest in memory. A cache that fails is a cache that is
 * empty: it is logged and never in the way. What it returns must be verified again. Thread-safe.
 */
final class MudCache {
  /** Most bytes kept in memory. */
  static final int MEMORY_MAX_BYTES = 4 << 20;

  /** Most files kept on disk. */
  static final int FILES_MAX_COUNT = 512;

  private static final Logger LOG = LoggerFactory.getLogger(MudCache.class);
  private static final int HEADER_BYTES = 1_024;
  private static final String SUFFIX = ".mudcache";

  private final Path directory;
  private final Map<MudUrl, SignedFile> latest = new LinkedHashMap<>(16, 0.75f, true);
  private int latestBytes;

  MudCache(Path directory) {
    this.directory = directory;
  }

  /** The file last put under a URL. */
  synchronized Optional<SignedFile> find(MudUrl url) {
    SignedFile known = latest.get(url);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<SignedFile> read = read(url);
    read.ifPresent(file -> remember(url, file));
    return read;
  }

  /** Keeps a verified file. */
  synchronized void put(MudUrl url, SignedFile file) {
    remember(url, file);
    Path target = path(url);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(file.length() + HEADER_BYTES);
    try {
      CacheFormat.write(bytes, url, file);
      DurableFile.write(target, Bytes.of(bytes.toByteArray()));
      prune();
    } catch (IOException e) {
      failed("writing", url, e);
    }
  }

  private void remember(MudUrl url, SignedFile file) {
    SignedFile before = latest.put(url, file);
    latestBytes += file.length() - (before == null ? 0 : before.length());
    Iterator<SignedFile> eldest = latest.values().iterator();
    while (latestBytes > MEMORY_MAX_BYTES && eldest.hasNext()) {
      latestBytes -= eldest.next().length();
      eldest.remove();
    }
  }

  private Optional<SignedFile> read(MudUrl url) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path(url)))) {
      return CacheFormat.read(in, url);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      failed("reading", url, e);
      return Optional.empty();
    }
  }

  private void prune() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> cached = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
      if (cached.size() > FILES_MAX_COUNT) {
        for (Path old :
            cached.stream()
                .sorted(Comparator.comparing(MudCache::modified))
                .limit(cached.size() - FILES_MAX_COUNT)
                .toList()) {
          Files.deleteIfExists(old);
        }
      }
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // It has just gone: then it may well go first.
      return FileTime.fromMillis(0);
    }
  }

  private Path path(MudUrl url) {
    Bytes name = Bytes.of(url.text().getBytes(StandardCharsets.UTF_8)).sha256();
    return directory.resolve(name.hex() + SUFFIX);
  }

  private static void failed(String deed, MudUrl url, IOException e) {
    String detail = deed + " " + url + ": " + e;
    LOG.warn("{}", Problem.of(MudErrors.CACHE_FAILED, detail).line());
  }
}
