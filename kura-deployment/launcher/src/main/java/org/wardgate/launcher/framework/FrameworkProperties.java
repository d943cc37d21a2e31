package org.wardgate.launcher.framework;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** How the framework is set up, the same for Felix and Equinox. */
final class FrameworkProperties {

  /** Above every start order, so that a bundle starts when it is told to. */
  private static final String START_LEVEL = "100";

  /** The launcher's own slf4j is everybody's: to bundles that want 1.7 and to those that want 2. */
  private static final String SLF4J_PACKAGES =
      packages("1.7.36") + "," + packages("2.0.17") + ",org.slf4j.helpers;version=\"2.0.17\"";

  private FrameworkProperties() {}

  static Map<String, String> of(Path storage, Map<String, String> fromFeatures) {
    Map<String, String> properties = new HashMap<>(fromFeatures);
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    properties.put(
        Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, START_LEVEL);
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SLF4J_PACKAGES);
    // Felix: no lock file (the launcher holds its own), quiet
    properties.put("felix.cache.locking", "false");
    properties.put("felix.log.level", "1");
    // Felix Configuration Admin: the plan is the store
    properties.put("felix.cm.pm", "memory");
    // SCR: on a busy machine an exchange of many bundles holds its locks for longer than 5 s
    properties.put("ds.lock.timeout.milliseconds", "20000");
    // Equinox: its settings stay out of the JVM's system properties
    properties.put("osgi.framework.useSystemProperties", "false");
    return properties;
  }

  private static String packages(String version) {
    String at = ";version=\"" + version + "\"";
    return "org.slf4j" + at + ",org.slf4j.spi" + at + ",org.slf4j.event" + at;
  }
}
