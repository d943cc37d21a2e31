package org.wardgate.updater.pack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.wardgate.api.error.RefusedException;
import org.wardgate.updater.pack.BoundedStream.Allowance;

/**
 * Reads a package: a zip whose first entry is its manifest, followed by the bundles that the
 * manifest lists, and for a standalone gateway the files {@code features/NAME.json}. Read as a
 * stream, as DeploymentAdmin does; the zip's directory must name the same entries. Stateless.
 */
public final class PackageReader {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]*");
  private static final int BUFFER_BYTES = 64 * 1024;

  private PackageReader() {}

  /**
   * Reads a package whole.
   *
   * @throws RefusedException WG-UPD-0003 if it has not the documented form, or exceeds a limit;
   *     WG-UPD-0019 if its features do not fit its bundles
   */
  public static PackageContents read(Path file) throws RefusedException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        ZipInputStream zip = new ZipInputStream(in)) {
      List<String> names = new ArrayList<>();
      PackageContents contents = read(zip, names);
      if (!names.equals(directory(file))) {
        throw Refusal.badPackage("its directory names other entries than are in it");
      }
      if (contents.platform() == Platform.STANDALONE) {
        StandaloneEntries.check(contents.bundles(), contents.features());
      }
      return contents;
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.badPackage(String.valueOf(e.getMessage()), e);
    }
  }

  private static PackageContents read(ZipInputStream zip, List<String> names)
      throws IOException, RefusedException {
    Allowance allowance = new Allowance(PackageLimits.UNPACKED_MAX_BYTES);
    PackageManifest manifest = manifest(zip, names, allowance);
    BundleReader reader = new BundleReader();
    List<PackageBundle> bundles = new ArrayList<>();
    StandaloneEntries standalone = new StandaloneEntries();
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = name(entry, names);
      InputStream content = new BoundedStream(zip, allowance);
      Section section = manifest.sections().get(name);
      if (section != null) {
        bundles.add(reader.read(section, content));
        drain(content);
      } else if (manifest.platform() == Platform.STANDALONE && StandaloneEntries.isFeature(name)) {
        standalone.addFeature(name, content);
        drain(content);
      } else {
        throw Refusal.badPackage("it contains " + name + ", which its manifest does not list");
      }
    }
    if (bundles.isEmpty() || bundles.size() != manifest.sections().size()) {
      throw Refusal.badPackage(
          "it contains " + bundles.size() + " of " + manifest.sections().size() + " bundles");
    }
    return new PackageContents(
        manifest.version(),
        manifest.platform(),
        manifest.expires(),
        manifest.requiresVersion(),
        manifest.probes(),
        bundles,
        standalone.features());
  }

  private static PackageManifest manifest(
      ZipInputStream zip, List<String> names, Allowance allowance)
      throws IOException, RefusedException {
    ZipEntry first = zip.getNextEntry();
    if (first == null || !name(first, names).equals(MANIFEST)) {
      throw Refusal.badPackage("it is no zip that begins with its manifest");
    }
    byte[] content =
        new BoundedStream(zip, allowance).readNBytes(PackageLimits.MANIFEST_MAX_BYTES + 1);
    if (content.length > PackageLimits.MANIFEST_MAX_BYTES) {
      throw Refusal.badPackage("its manifest is too large");
    }
    return PackageManifest.of(content);
  }

  private static String name(ZipEntry entry, List<String> names) throws RefusedException {
    String name = entry.getName();
    if (name.length() > PackageLimits.NAME_MAX_CHARS
        || !NAME.matcher(name).matches()
        || List.of(name.split("/", -1)).contains("..")
        || entry.isDirectory()) {
      throw Refusal.badPackage("an entry's name is not good");
    }
    if (names.contains(name)) {
      throw Refusal.badPackage(name + " is in it twice");
    }
    names.add(name);
    if (names.size() > PackageLimits.ENTRIES_MAX_COUNT) {
      throw Refusal.badPackage("more than " + PackageLimits.ENTRIES_MAX_COUNT + " entries");
    }
    return name;
  }

  /** To the end of the entry, which checks its length and sum too. */
  private static void drain(InputStream content) throws IOException {
    long unused = content.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static List<String> directory(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > PackageLimits.ENTRIES_MAX_COUNT) {
        throw new IOException("too many entries");
      }
      List<String> names = new ArrayList<>();
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        names.add(entries.nextElement().getName());
      }
      return names;
    }
  }
}
