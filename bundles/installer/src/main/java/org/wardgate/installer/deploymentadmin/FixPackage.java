package org.wardgate.installer.deploymentadmin;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * What one deployment package changes of another, as a fix package (OSGi Compendium §114.3.3). It
 * leads to the same bundles and to the same record of Deployment Admin; but Deployment Admin reads
 * a package only after it stopped what changes, and of this one it reads little.
 */
final class FixPackage {

  private static final Attributes.Name RANGE = new Attributes.Name("DeploymentPackage-FixPack");
  private static final Attributes.Name MISSING = new Attributes.Name("DeploymentPackage-Missing");

  private final PackageFile from;
  private final PackageFile to;
  private final Predicate<PackageFile.Entry> present;

  /**
   * Compares two packages.
   *
   * @param from what Deployment Admin installed last
   * @param to what it shall install
   * @param present whether the framework has a bundle, in that version, from Deployment Admin
   */
  FixPackage(PackageFile from, PackageFile to, Predicate<PackageFile.Entry> present) {
    this.from = from;
    this.to = to;
    this.present = present;
  }

  /**
   * Writes the fix package.
   *
   * @return whether there is one: not if nothing stays the same, if the framework lacks a bundle
   *     that Deployment Admin believes to be there, or if a package has more than bundles
   * @throws IOException if a package cannot be read or the file cannot be written
   */
  boolean write(Path file) throws IOException {
    try (JarFile old = new JarFile(from.file().toFile(), false);
        JarFile fresh = new JarFile(to.file().toFile(), false)) {
      Manifest manifest = new Manifest(fresh.getManifest());
      if (!onlyBundles(old.getManifest())
          || !onlyBundles(manifest)
          || !from.bundles().stream().allMatch(present)) {
        return false;
      }
      boolean any = false;
      for (PackageFile.Entry entry : to.bundles()) {
        if (from.bundles().contains(entry) && sameContent(old, fresh, entry.path())) {
          manifest.getAttributes(entry.path()).put(MISSING, "true");
          any = true;
        }
      }
      if (any) {
        manifest.getMainAttributes().put(RANGE, "[" + from.version() + "," + from.version() + "]");
        write(fresh, manifest, file);
      }
      return any;
    }
  }

  /** A resource has a processor, which would have to be asked. */
  private static boolean onlyBundles(Manifest manifest) {
    return manifest.getEntries().values().stream()
        .allMatch(section -> section.getValue("Bundle-SymbolicName") != null);
  }

  private static boolean sameContent(JarFile old, JarFile fresh, String path) {
    ZipEntry before = old.getEntry(path);
    ZipEntry after = fresh.getEntry(path);
    return before != null
        && after != null
        && before.getCrc() == after.getCrc()
        && before.getSize() == after.getSize();
  }

  private static void write(JarFile content, Manifest manifest, Path file) throws IOException {
    List<JarEntry> changed =
        content.stream().filter(entry -> changed(manifest, entry.getName())).toList();
    try (JarOutputStream out =
        new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), manifest)) {
      for (JarEntry entry : changed) {
        out.putNextEntry(stored(entry));
        try (InputStream in = content.getInputStream(entry)) {
          in.transferTo(out);
        }
        out.closeEntry();
      }
    }
  }

  private static boolean changed(Manifest manifest, String path) {
    Map<String, Attributes> sections = manifest.getEntries();
    return sections.containsKey(path) && !sections.get(path).containsKey(MISSING);
  }

  /** Not deflated: it is read again at once, while a service is away. */
  private static ZipEntry stored(JarEntry entry) {
    ZipEntry stored = new ZipEntry(entry.getName());
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(entry.getSize());
    stored.setCompressedSize(entry.getSize());
    stored.setCrc(entry.getCrc());
    return stored;
  }
}
