package org.wardgate.packager;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Version;

/**
 * What to make of what.
 *
 * @param features the folder of the features, filled in
 * @param jars the folder of the jars they name
 * @param out where the packages go
 * @param loose where the bundles of the package for Kura go as single files, if they are wanted
 * @param release the release as file names have it
 * @param version the release as manifests have it
 * @param time of every entry
 * @param expires from when on gateways refuse the packages
 * @param requires the lowest version a gateway may run before
 * @param signingKey PEM, PKCS #8; with the chain, or none for a test key
 * @param signingChain PEM, the signer's certificate first
 * @param previous the release before, whose jars stay where nothing changed
 * @param bill a bill of materials in CycloneDX's JSON form, to be made true for the packages
 */
record PackagingOrder(
    Path features,
    Path jars,
    Path out,
    Optional<Path> loose,
    String release,
    Version version,
    Instant time,
    Instant expires,
    Optional<Version> requires,
    Optional<Path> signingKey,
    Optional<Path> signingChain,
    Optional<PreviousRelease.Place> previous,
    Optional<Path> bill) {

  private static final int LIFE_YEARS = 2;
  private static final Set<String> NAMES =
      new TreeSet<>(
          List.of(
              "features",
              "loose",
              "jars",
              "out",
              "version",
              "time",
              "expires",
              "requires",
              "signing-key",
              "signing-chain",
              "previous",
              "previous-anchors",
              "bill"));

  /**
   * Reads {@code name=value} arguments; an empty value counts as not given, so that a build's
   * properties can be passed on as they are.
   *
   * @throws PackagingException that names the argument
   */
  static PackagingOrder of(List<String> arguments) throws PackagingException {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (equals < 0 || !NAMES.contains(name)) {
        throw new PackagingException("not an argument: " + argument + "; known are " + NAMES);
      }
      String value = argument.substring(equals + 1).strip();
      if (!value.isEmpty() && values.put(name, value) != null) {
        throw new PackagingException(name + " is given twice");
      }
    }
    String release = required(values, "version");
    Instant time = instant(values, "time").orElseThrow(() -> missing("time"));
    Optional<Path> key = path(values, "signing-key");
    Optional<Path> chain = path(values, "signing-chain");
    together("signing-key", key, "signing-chain", chain);
    Optional<Path> previous = path(values, "previous");
    Optional<Path> anchors = path(values, "previous-anchors");
    together("previous", previous, "previous-anchors", anchors);
    String requires = values.get("requires");
    return new PackagingOrder(
        Path.of(required(values, "features")),
        Path.of(required(values, "jars")),
        Path.of(required(values, "out")),
        path(values, "loose"),
        release,
        OsgiVersions.of(release),
        time,
        instant(values, "expires")
            .orElse(time.atOffset(ZoneOffset.UTC).plusYears(LIFE_YEARS).toInstant()),
        requires == null ? Optional.empty() : Optional.of(OsgiVersions.of(requires)),
        key,
        chain,
        previous.map(gateway -> new PreviousRelease.Place(gateway, anchors.orElseThrow())),
        path(values, "bill"));
  }

  private static Optional<Path> path(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name)).map(Path::of);
  }

  private static void together(
      String name, Optional<Path> value, String otherName, Optional<Path> other)
      throws PackagingException {
    if (value.isPresent() != other.isPresent()) {
      throw new PackagingException(name + " and " + otherName + " belong together");
    }
  }

  private static String required(Map<String, String> values, String name)
      throws PackagingException {
    String value = values.get(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  private static PackagingException missing(String name) {
    return new PackagingException(name + " is missing");
  }

  private static Optional<Instant> instant(Map<String, String> values, String name)
      throws PackagingException {
    String value = values.get(name);
    try {
      return value == null ? Optional.empty() : Optional.of(Instant.parse(value));
    } catch (DateTimeException e) {
      throw new PackagingException(name + " is no time like 2026-11-01T00:00:00Z: " + value, e);
    }
  }
}
