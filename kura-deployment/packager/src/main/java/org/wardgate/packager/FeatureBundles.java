package org.wardgate.packager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.feature.FeatureBundle;
import org.wardgate.launcher.feature.FeatureReader;
import org.wardgate.launcher.feature.MavenId;

/** The bundles that features name. Not thread-safe. */
final class FeatureBundles {
  private static final String JAR = ".jar";

  private final Path features;
  private final Path jars;
  private final BundleChoice choice;

  /** What was chosen already. */
  private final Map<MavenId, BundleFile> chosen = new HashMap<>();

  /**
   * Looks into folders.
   *
   * @param features the folder of the features
   * @param jars the folder of the jars, {@code artifact-version.jar}
   * @param choice which jar to take of each
   */
  FeatureBundles(Path features, Path jars, BundleChoice choice) {
    this.features = features;
    this.jars = jars;
    this.choice = choice;
  }

  /**
   * The bundles of some features in the order of their start, each once.
   *
   * @param names the features' names
   * @param wanted which of them
   */
  List<BundleFile> of(List<String> names, Predicate<MavenId> wanted) throws PackagingException {
    Map<String, FeatureBundle> found = new LinkedHashMap<>();
    for (String name : names) {
      for (FeatureBundle bundle : bundles(features.resolve(name + ".json"))) {
        if (wanted.test(bundle.id())) {
          found.putIfAbsent(bundle.id().key(), bundle);
        }
      }
    }
    List<FeatureBundle> ordered = new ArrayList<>(found.values());
    ordered.sort(
        Comparator.comparingInt(FeatureBundle::startOrder).thenComparing(b -> b.id().key()));
    List<BundleFile> files = new ArrayList<>();
    for (FeatureBundle bundle : ordered) {
      files.add(bundle(bundle.id()));
    }
    return List.copyOf(files);
  }

  /** The bundle of an id. */
  BundleFile bundle(MavenId id) throws PackagingException {
    BundleFile bundle = chosen.get(id);
    if (bundle == null) {
      Path jar = jars.resolve(id.fileName());
      if (!Files.isRegularFile(jar)) {
        throw new PackagingException(id + " is not in " + jars);
      }
      bundle = choice.of(BundleFile.read(jar));
      chosen.put(id, bundle);
    }
    return bundle;
  }

  /** The features' own files, sorted; each names the jars that were chosen. */
  List<Resource> files(Predicate<String> wanted) throws IOException, PackagingException {
    List<Path> found;
    try (Stream<Path> files = Files.list(features)) {
      found =
          files
              .filter(file -> file.toString().endsWith(".json") && wanted.test(name(file)))
              .sorted(Comparator.comparing(FeatureBundles::name))
              .toList();
    }
    List<Resource> resources = new ArrayList<>();
    for (Path file : found) {
      resources.add(new Resource(name(file), withChosen(file)));
    }
    return resources;
  }

  private static String name(Path file) {
    return "features/" + file.getFileName();
  }

  private Bytes withChosen(Path file) throws IOException, PackagingException {
    String text = Files.readString(file);
    for (FeatureBundle bundle : bundles(file)) {
      MavenId id = bundle.id();
      String jar = bundle(id).name();
      if (!jar.equals(id.fileName())) {
        String prefix = id.artifact() + "-";
        if (!jar.startsWith(prefix) || !jar.endsWith(JAR) || !text.contains(quoted(id))) {
          throw new PackagingException(file + " cannot name " + jar + " instead of " + id);
        }
        String version = jar.substring(prefix.length(), jar.length() - JAR.length());
        text = text.replace(quoted(id), quoted(new MavenId(id.group(), id.artifact(), version)));
      }
    }
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String quoted(MavenId id) {
    return "\"" + id + "\"";
  }

  private static List<FeatureBundle> bundles(Path feature) throws PackagingException {
    try {
      return FeatureReader.read(feature).bundles();
    } catch (RefusedException e) {
      throw new PackagingException(String.valueOf(e.getMessage()), e);
    }
  }
}
