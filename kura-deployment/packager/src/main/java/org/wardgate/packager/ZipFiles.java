package org.wardgate.packager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.wardgate.api.Bytes;

/**
 * The files of a zip, unpacked.
 *
 * @param byName in the zip's order, without directories
 */
record ZipFiles(Map<String, Bytes> byName) {
  /** Most entries of a jar. */
  static final int ENTRIES_MAX = 50_000;

  /** Most bytes of a zip, unpacked. */
  static final int UNPACKED_MAX_BYTES = 256 * 1024 * 1024;

  ZipFiles {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /**
   * Unpacks a zip.
   *
   * @throws IOException also if a name comes twice, or if there is too much of it
   */
  static ZipFiles of(Bytes zip) throws IOException {
    return of(zip, UNPACKED_MAX_BYTES);
  }

  static ZipFiles of(Bytes zip, int bytesMax) throws IOException {
    Map<String, Bytes> files = new LinkedHashMap<>();
    int left = bytesMax;
    int entries = 0;
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toArray()))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Bytes content = Bytes.of(in.readNBytes(left + 1));
        left -= content.length();
        entries++;
        if (left < 0 || entries > ENTRIES_MAX) {
          throw new IOException("it holds too much");
        }
        if (!entry.isDirectory() && files.put(entry.getName(), content) != null) {
          throw new IOException(entry.getName() + " is in it twice");
        }
      }
    }
    return new ZipFiles(files);
  }
}
