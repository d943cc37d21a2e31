package org.wardgate.updater.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.osgi.framework.Version;
import org.wardgate.api.error.RefusedException;

/**
 * A package's own manifest.
 *
 * @param version of the set
 * @param platform it is for
 * @param expires when it may not be installed any more
 * @param requiresVersion the lowest version that it may replace
 * @param probes what must be tried before it counts
 * @param sections of its bundles, by entry
 */
record PackageManifest(
    Version version,
    Platform platform,
    Instant expires,
    Optional<Version> requiresVersion,
    List<String> probes,
    Map<String, Section> sections) {
  private static final String NAME = "DeploymentPackage-SymbolicName";
  private static final String VERSION = "DeploymentPackage-Version";
  private static final String FIX_PACK = "DeploymentPackage-FixPack";
  private static final String PLATFORM = "Wardgate-Platform";
  private static final String EXPIRES = "Wardgate-Expires";
  private static final String REQUIRES_VERSION = "Wardgate-Requires-Version";
  private static final String PROBES = "Wardgate-Probes";
  private static final String BUNDLE_NAME = "Bundle-SymbolicName";
  private static final String BUNDLE_VERSION = "Bundle-Version";

  /** The only package that is taken as an update. */
  private static final String GATEWAY = "org.wardgate.gateway";

  static PackageManifest of(byte[] content) throws RefusedException {
    Manifest manifest;
    try {
      manifest = new Manifest(new ByteArrayInputStream(content));
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.badPackage("its manifest is malformed", e);
    }
    Attributes main = manifest.getMainAttributes();
    if (!GATEWAY.equals(Manifests.symbolicName(value(main, NAME)))) {
      throw Refusal.badPackage(NAME + " is not " + GATEWAY);
    }
    if (main.getValue(FIX_PACK) != null) {
      throw Refusal.badPackage("a fix pack is not a whole set");
    }
    String requires = main.getValue(REQUIRES_VERSION);
    return new PackageManifest(
        Manifests.version(value(main, VERSION), VERSION),
        platform(value(main, PLATFORM)),
        expires(value(main, EXPIRES)),
        requires == null
            ? Optional.empty()
            : Optional.of(Manifests.version(requires, REQUIRES_VERSION)),
        probes(main.getValue(PROBES) == null ? "" : main.getValue(PROBES)),
        sections(manifest.getEntries()));
  }

  private static String value(Attributes attributes, String name) throws RefusedException {
    String value = attributes.getValue(name);
    if (value == null || value.isBlank()) {
      throw Refusal.badPackage("no " + name);
    }
    return value.strip();
  }

  private static Platform platform(String text) throws RefusedException {
    for (Platform platform : Platform.values()) {
      if (platform.toString().equals(text)) {
        return platform;
      }
    }
    throw Refusal.badPackage(PLATFORM + " is neither kura nor standalone");
  }

  private static Instant expires(String text) throws RefusedException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refusal.badPackage(EXPIRES + " is no time", e);
    }
  }

  private static List<String> probes(String text) throws RefusedException {
    List<String> probes = new ArrayList<>();
    for (String probe : text.isBlank() ? new String[0] : text.split(",", -1)) {
      if (!PackageLimits.PROBE.matcher(probe.strip()).matches()) {
        throw Refusal.badPackage(PROBES + " names something that is no probe");
      }
      probes.add(probe.strip());
    }
    if (probes.size() > PackageLimits.PROBES_MAX_COUNT) {
      throw Refusal.badPackage("more than " + PackageLimits.PROBES_MAX_COUNT + " probes");
    }
    return probes;
  }

  private static Map<String, Section> sections(Map<String, Attributes> entries)
      throws RefusedException {
    Map<String, Section> sections = new LinkedHashMap<>();
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, Attributes> entry : entries.entrySet()) {
      Attributes attributes = entry.getValue();
      if (attributes.getValue(BUNDLE_NAME) == null) {
        continue; // a plain file
      }
      if (attributes.getValue("DeploymentPackage-Missing") != null
          || attributes.getValue("DeploymentPackage-Customizer") != null
          || attributes.getValue("Resource-Processor") != null) {
        throw Refusal.badPackage(entry.getKey() + " is not a plain bundle");
      }
      String name = Manifests.symbolicName(value(attributes, BUNDLE_NAME));
      if (!names.add(name)) {
        throw Refusal.badPackage("more than one bundle " + name);
      }
      sections.put(
          entry.getKey(),
          new Section(
              entry.getKey(),
              name,
              Manifests.version(value(attributes, BUNDLE_VERSION), entry.getKey())));
    }
    return sections;
  }
}
