package org.wardgate.registrar.offline;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DurableFile;
import org.wardgate.registrar.voucher.Voucher;
import org.wardgate.registrar.voucher.VoucherLimits;

/**
 * Vouchers as files {@code *.vch} in a folder, found by the serial number they claim. A file is
 * read again when its size or time changed. Nothing found is verified. Thread-safe.
 */
public final class VoucherFolder {
  /** Most files looked at. */
  public static final int FILES_MAX_COUNT = 10_000;

  /** Most vouchers of one serial number. */
  static final int PER_SERIAL_MAX_COUNT = 8;

  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger LOG = LoggerFactory.getLogger(VoucherFolder.class);

  private record Stamp(long size, FileTime modified) {}

  /** A file; its serial number is empty if it is no voucher. */
  private record Known(Stamp stamp, String serial) {}

  private final Path folder;
  private final LongSupplier nanoTime;
  private final Map<Path, Known> files = new HashMap<>();
  private long lookedNanos;
  private boolean looked;

  /**
   * @param folder need not exist
   * @param nanoTime as {@link System#nanoTime}
   */
  public VoucherFolder(Path folder, LongSupplier nanoTime) {
    this.folder = folder;
    this.nanoTime = nanoTime;
  }

  /** The vouchers that claim to be for this serial number, newest file first. */
  public synchronized List<Bytes> of(String serial) {
    long now = nanoTime.getAsLong();
    if (!looked || now - lookedNanos >= LOOK_AGAIN_NANOS) {
      look();
      looked = true;
      lookedNanos = now;
    }
    if (serial.isEmpty()) {
      return List.of();
    }
    List<Bytes> found = new ArrayList<>();
    files.entrySet().stream()
        .filter(entry -> entry.getValue().serial().equals(serial))
        .sorted(
            (a, b) -> b.getValue().stamp().modified().compareTo(a.getValue().stamp().modified()))
        .limit(PER_SERIAL_MAX_COUNT)
        .forEach(entry -> read(entry.getKey()).ifPresent(found::add));
    return List.copyOf(found);
  }

  private void look() {
    Map<Path, Known> before = new HashMap<>(files);
    files.clear();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.vch")) {
      for (Path file : entries) {
        if (files.size() == FILES_MAX_COUNT) {
          LOG.warn("{} has more than {} vouchers; the rest is left out", folder, FILES_MAX_COUNT);
          return;
        }
        known(file, before).ifPresent(known -> files.put(file, known));
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.warn("the voucher folder {} cannot be read: {}", folder, e.toString());
    }
  }

  /** What is known of a file; empty if it is gone already. */
  private static Optional<Known> known(Path file, Map<Path, Known> before) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      Stamp stamp = new Stamp(attributes.size(), attributes.lastModifiedTime());
      Known same = before.get(file);
      if (same != null && same.stamp().equals(stamp)) {
        return Optional.of(same);
      }
      if (!attributes.isRegularFile()) {
        LOG.warn("{} is no file", file);
      }
      return Optional.of(new Known(stamp, attributes.isRegularFile() ? serial(file) : ""));
    } catch (IOException e) {
      LOG.debug("{} cannot be looked at: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private static String serial(Path file) {
    Optional<Bytes> content = read(file);
    if (content.isEmpty()) {
      return "";
    }
    try {
      return Voucher.claimedSerial(content.get());
    } catch (RefusedException e) {
      LOG.warn("{} is no voucher: {}", file, e.detail());
      return "";
    }
  }

  private static Optional<Bytes> read(Path file) {
    try {
      Bytes content = DurableFile.readAtMost(file, VoucherLimits.VOUCHER_MAX_BYTES);
      if (content.length() <= VoucherLimits.VOUCHER_MAX_BYTES) {
        return Optional.of(content);
      }
      LOG.warn("{} is too large for a voucher", file);
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", file, e.toString());
    }
    return Optional.empty();
  }
}
