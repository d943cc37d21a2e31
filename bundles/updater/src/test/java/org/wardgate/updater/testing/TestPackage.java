package org.wardgate.updater.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A package, as a test wants it. A standalone one without features gets one, {@code core}, that
 * names every bundle.
 *
 * @param headers of its main section
 * @param bundles in it, each listed in its manifest
 * @param extra further entries
 */
public record TestPackage(
    Map<String, String> headers, List<TestBundle> bundles, Map<String, byte[]> extra) {
  /** When packages expire unless a test says otherwise. */
  public static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");

  /** A standalone set. */
  public static TestPackage of(String version, TestBundle... bundles) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("DeploymentPackage-SymbolicName", "org.wardgate.gateway");
    headers.put("DeploymentPackage-Version", version);
    headers.put("Wardgate-Platform", "standalone");
    headers.put("Wardgate-Expires", EXPIRES.toString());
    headers.put("Wardgate-Probes", "join,transport");
    return new TestPackage(headers, List.of(bundles), Map.of());
  }

  /** The same with another header; empty takes it away. */
  public TestPackage with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    if (value.isEmpty()) {
      more.remove(header);
    }
    return new TestPackage(more, bundles, extra);
  }

  /** The same with another entry. */
  public TestPackage containing(String name, byte[] content) {
    Map<String, byte[]> more = new LinkedHashMap<>(extra);
    more.put(name, content);
    return new TestPackage(headers, bundles, more);
  }

  /** The same with one bundle more. */
  public TestPackage and(TestBundle bundle) {
    List<TestBundle> more = new ArrayList<>(bundles);
    more.add(bundle);
    return new TestPackage(headers, more, extra);
  }

  /** The package's manifest. */
  public String manifest() {
    StringBuilder text = new StringBuilder("Manifest-Version: 1.0\r\n");
    headers.forEach((key, value) -> text.append(TestBundle.wrapped(key + ": " + value)));
    for (TestBundle bundle : bundles) {
      text.append("\r\nName: ").append(bundle.path()).append("\r\n");
      text.append("Bundle-SymbolicName: ").append(bundle.name()).append("\r\n");
      text.append("Bundle-Version: ").append(bundle.version()).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  /** The package. */
  public byte[] bytes() {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("META-INF/MANIFEST.MF", manifest().getBytes(StandardCharsets.UTF_8));
    bundles.forEach(bundle -> entries.put(bundle.path(), bundle.jar()));
    if ("standalone".equals(headers.get("Wardgate-Platform"))
        && extra.keySet().stream().noneMatch(name -> name.startsWith("features/"))) {
      entries.put("features/core.json", feature(bundles).getBytes(StandardCharsets.UTF_8));
    }
    entries.putAll(extra);
    return TestBundle.zip(entries);
  }

  /** The same with a feature that names some bundles. */
  public TestPackage feature(String name, TestBundle... named) {
    return containing(
        "features/" + name + ".json", feature(List.of(named)).getBytes(StandardCharsets.UTF_8));
  }

  /** A feature that names some bundles. */
  public static String feature(List<TestBundle> named) {
    return named.stream()
        .map(bundle -> "\"org.wardgate:" + bundle.name() + ":" + bundle.version() + "\"")
        .collect(
            Collectors.joining(",", "{\"id\": \"org.wardgate:test:1.0.0\", \"bundles\": [", "]}"));
  }
}
