package org.wardgate.packager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wardgate.api.error.RefusedException;
import org.wardgate.launcher.feature.FeatureBundle;
import org.wardgate.launcher.feature.FeatureReader;
import org.wardgate.launcher.feature.MavenId;

/**
 * The bundles that features name, as files.
 *
 * @param features the folder of the features
 * @param jars the folder of the jars, {@code artifact-version.jar}
 */
record FeatureBundles(Path features, Path jars) {

  /**
   * The bundles of some features in the order of their start, each once.
   *
   * @param names the features' names
   * @param wanted which of them
   */
  List<BundleFile> of(List<String> names, Predicate<MavenId> wanted) throws PackagingException {
    Map<String, FeatureBundle> found = new LinkedHashMap<>();
    for (String name : names) {
      try {
        for (FeatureBundle bundle :
            FeatureReader.read(features.resolve(name + ".json")).bundles()) {
          if (wanted.test(bundle.id())) {
            found.putIfAbsent(bundle.id().key(), bundle);
          }
        }
      } catch (RefusedException e) {
        throw new PackagingException(String.valueOf(e.getMessage()), e);
      }
    }
    List<FeatureBundle> ordered = new ArrayList<>(found.values());
    ordered.sort(
        Comparator.comparingInt(FeatureBundle::startOrder).thenComparing(b -> b.id().key()));
    List<BundleFile> files = new ArrayList<>();
    for (FeatureBundle bundle : ordered) {
      files.add(BundleFile.read(jar(bundle.id())));
    }
    return List.copyOf(files);
  }

  /** The features' own files, sorted. */
  List<Resource> files(Predicate<String> wanted) throws IOException {
    try (Stream<Path> files = Files.list(features)) {
      return files
          .map(file -> new Resource("features/" + file.getFileName(), file))
          .filter(file -> file.name().endsWith(".json") && wanted.test(file.name()))
          .sorted(Comparator.comparing(Resource::name))
          .toList();
    }
  }

  private Path jar(MavenId id) throws PackagingException {
    Path jar = jars.resolve(id.fileName());
    if (!Files.isRegularFile(jar)) {
      throw new PackagingException(id + " is not in " + jars);
    }
    return jar;
  }
}
