package org.wardgate.packager;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.x509.Usage;

/**
 * A package of an earlier release.
 *
 * @param symbolicName its own
 * @param platform what it is for
 * @param version its own
 * @param bundles what it holds
 */
record PreviousPackage(
    String symbolicName, String platform, Version version, List<BundleFile> bundles) {
  /** As much as a gateway takes. */
  static final long PACKAGE_MAX_BYTES = 64L * 1024 * 1024;

  private static final Pattern JAR = Pattern.compile("[A-Za-z0-9_+-][A-Za-z0-9._+-]*\\.jar");

  PreviousPackage {
    bundles = List.copyOf(bundles);
  }

  /**
   * Reads a package that somebody trusted signed; of any other nothing is looked at.
   *
   * @param anchors whom to trust
   * @param now the signer's certificate must be valid then
   */
  static PreviousPackage read(Path file, List<X509Certificate> anchors, Instant now)
      throws PackagingException {
    try {
      return parse(file, signed(file, anchors, now));
    } catch (CryptoException e) {
      throw new PackagingException(file + " is not signed as it must be: " + e.getMessage(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new PackagingException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Bytes signed(Path file, List<X509Certificate> anchors, Instant now)
      throws IOException, CryptoException, PackagingException {
    Path signature = file.resolveSibling(file.getFileName() + ".p7s");
    DetachedCms.Announced announced =
        DetachedCms.announced(
            read(signature, DetachedCms.SIGNATURE_MAX_BYTES), anchors, now, Usage.CODE_SIGNING);
    Bytes content = read(file, PACKAGE_MAX_BYTES);
    if (!content.sha256().equals(announced.sha256())) {
      throw new PackagingException(file + " is not what was signed");
    }
    return content;
  }

  private static Bytes read(Path file, long bytesMax) throws IOException {
    if (Files.size(file) > bytesMax) {
      throw new IOException("it is larger than " + bytesMax + " B");
    }
    return Bytes.of(Files.readAllBytes(file));
  }

  private static PreviousPackage parse(Path file, Bytes content)
      throws IOException, PackagingException {
    Map<String, Bytes> files = ZipFiles.of(content).byName();
    Bytes bytes = files.getOrDefault(JarFile.MANIFEST_NAME, Bytes.EMPTY);
    Manifest manifest = new Manifest(new ByteArrayInputStream(bytes.toArray()));
    List<BundleFile> bundles = new ArrayList<>();
    for (Map.Entry<String, Attributes> section : manifest.getEntries().entrySet()) {
      Bytes jar = files.get(section.getKey());
      if (jar == null || !JAR.matcher(section.getKey()).matches()) {
        throw new PackagingException(file + " has no jar " + section.getKey());
      }
      BundleFile bundle = BundleFile.of(section.getKey(), jar);
      if (!bundle.symbolicName().equals(header(file, section.getValue(), "Bundle-SymbolicName"))
          || !bundle
              .version()
              .toString()
              .equals(header(file, section.getValue(), "Bundle-Version"))) {
        throw new PackagingException(file + " says something else of " + section.getKey());
      }
      bundles.add(bundle);
    }
    PackageRules.once(bundles);
    Attributes main = manifest.getMainAttributes();
    return new PreviousPackage(
        header(file, main, "DeploymentPackage-SymbolicName"),
        header(file, main, "Wardgate-Platform"),
        Version.parseVersion(header(file, main, "DeploymentPackage-Version")),
        bundles);
  }

  private static String header(Path file, Attributes attributes, String name)
      throws PackagingException {
    @Nullable String value = attributes.getValue(name);
    if (value == null) {
      throw new PackagingException(file + " does not say " + name);
    }
    return value.strip();
  }
}
