package org.wardgate.packager;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes packages, from the same input always the same bytes: every entry has one time and is
 * stored, not deflated (jars are deflated inside, and no two versions of zlib need agree). The
 * manifest comes first.
 */
final class PackageWriter {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  private final LocalDateTime time;

  /**
   * A writer.
   *
   * @param time of every entry, from 1980 on, to two seconds
   */
  PackageWriter(Instant time) {
    this.time = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  /** Writes a package into a folder and returns its file. */
  Path write(DeploymentPackage content, Path folder) throws IOException, PackagingException {
    Path file = folder.resolve(content.fileName());
    Files.createDirectories(folder);
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, MANIFEST, manifest(content));
      for (BundleFile bundle : content.bundles()) {
        put(zip, bundle.name(), bundle.content().toArray());
      }
      for (Resource resource : content.resources()) {
        put(zip, resource.name(), resource.content().toArray());
      }
    }
    return file;
  }

  private static byte[] manifest(DeploymentPackage content) throws PackagingException {
    ManifestText manifest = new ManifestText().headers(content.headers());
    for (BundleFile bundle : content.bundles()) {
      manifest
          .section(bundle.name())
          .header("Bundle-SymbolicName", bundle.symbolicName())
          .header("Bundle-Version", bundle.version().toString());
    }
    return manifest.bytes();
  }

  private void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
