package org.wardgate.updater.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wardgate.api.error.RefusedException;

/**
 * What the launcher would run of a package here.
 *
 * @param fileNames of the jars
 */
public record ComingPlan(Set<String> fileNames) {
  /** Copies the set. */
  public ComingPlan {
    fileNames = Set.copyOf(fileNames);
  }

  /**
   * Plans as the launcher does.
   *
   * @param features of the package
   * @throws RefusedException WG-UPD-0019 if a feature that runs is not among them, if two versions
   *     of one bundle would run, or if no configuration can be made
   */
  public static ComingPlan of(List<PackageFeature> features, RunningInstance instance)
      throws RefusedException {
    List<PackageFeature> running = running(features, instance);
    ComingPlan plan = new ComingPlan(jars(running));
    configure(running, instance);
    return plan;
  }

  private static List<PackageFeature> running(
      List<PackageFeature> features, RunningInstance instance) throws RefusedException {
    Map<String, PackageFeature> byName = new HashMap<>();
    features.forEach(feature -> byName.put(feature.name(), feature));
    List<PackageFeature> running = new ArrayList<>();
    for (String name : instance.features()) {
      PackageFeature feature = byName.get(name);
      if (feature == null) {
        throw BadFeatures.refusal("the feature " + name + " runs here and is not in the package");
      }
      running.add(feature);
    }
    return running;
  }

  private static Set<String> jars(List<PackageFeature> running) throws RefusedException {
    Map<String, String> fileByKey = new LinkedHashMap<>();
    Map<String, String> keyByFile = new HashMap<>();
    for (PackageFeature feature : running) {
      for (NamedBundle bundle : feature.bundles()) {
        String file = fileByKey.putIfAbsent(bundle.key(), bundle.fileName());
        if (file != null && !file.equals(bundle.fileName())) {
          throw BadFeatures.refusal(
              "its features name " + file + " and " + bundle.fileName() + " of one bundle");
        }
        String key = keyByFile.putIfAbsent(bundle.fileName(), bundle.key());
        if (key != null && !key.equals(bundle.key())) {
          throw BadFeatures.refusal(
              "its features name " + bundle.fileName() + " as " + key + " and " + bundle.key());
        }
      }
    }
    return keyByFile.keySet();
  }

  private static void configure(List<PackageFeature> running, RunningInstance instance)
      throws RefusedException {
    Map<String, String> variables = new HashMap<>();
    Map<String, Map<String, Object>> merged = new LinkedHashMap<>();
    for (PackageFeature feature : running) {
      variables.putAll(feature.variables());
      feature.configurations().forEach((pid, properties) -> lay(merged, pid, properties));
    }
    variables.put(RunningInstance.DIRECTORY, instance.directory().toString());
    instance.configurations().forEach((pid, properties) -> lay(merged, pid, properties));
    SettingValues values = new SettingValues(variables);
    String where = "framework properties";
    try {
      for (PackageFeature feature : running) {
        for (String property : feature.frameworkProperties().values()) {
          String unused = values.substitute(property);
        }
      }
      for (Map.Entry<String, Map<String, Object>> entry : merged.entrySet()) {
        where = "configuration " + entry.getKey();
        values.check(entry.getValue());
      }
    } catch (IllegalArgumentException e) {
      throw BadFeatures.refusal(where, e);
    }
  }

  private static void lay(
      Map<String, Map<String, Object>> merged, String pid, Map<String, Object> properties) {
    merged.put(pid, SettingValues.over(merged.getOrDefault(pid, Map.of()), properties));
  }
}
