package org.wardgate.platform.felix.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.SettingsStore;

/**
 * Keeps what operators set in the instance's {@code settings.json}, which the launcher lays over
 * features and instance at every start, and gives it to Configuration Admin. Only what differs from
 * what is configured is kept, so that the instance's file counts for the rest. Thread-safe.
 */
@Component(name = "org.wardgate.platform.felix.settings", service = SettingsStore.class)
public final class FileSettingsStore implements SettingsStore {
  /** Property of the framework: the instance's directory. */
  static final String INSTANCE = "wardgate.instance";

  /** Not bound to the bundle that set it. */
  private static final String ANY_LOCATION = "?";

  private final ConfigurationAdmin admin;
  private final @Nullable String instance;

  /** For Declarative Services. */
  @Activate
  public FileSettingsStore(BundleContext context, @Reference ConfigurationAdmin admin) {
    this(admin, context.getProperty(INSTANCE));
  }

  FileSettingsStore(ConfigurationAdmin admin, @Nullable String instance) {
    this.admin = admin;
    this.instance = instance;
  }

  @Override
  public synchronized void store(String pid, Map<String, Object> values) throws RefusedException {
    if (instance == null) {
      throw new RefusedException(
          ConfigurationErrors.NO_STORE, "the framework was not started by the launcher");
    }
    SettingsFile file = new SettingsFile(Path.of(instance));
    try {
      Configuration configuration = configuration(pid);
      Dictionary<String, Object> present = configuration.getProperties();
      Map<String, Object> all =
          present == null ? new HashMap<>() : new HashMap<>(FrameworkUtil.asMap(present));
      Map<String, Object> changed = changed(values, all);
      if (changed.isEmpty()) {
        return;
      }
      Bytes old = file.content();
      file.put(pid, changed);
      all.putAll(changed);
      give(configuration, all, file, old);
    } catch (IOException | IllegalStateException e) {
      throw new RefusedException(ConfigurationErrors.NOT_STORED, String.valueOf(e.getMessage()), e);
    }
  }

  /** Either both have it, or neither. */
  private static void give(
      Configuration configuration, Map<String, Object> values, SettingsFile file, Bytes old)
      throws IOException {
    try {
      configuration.update(FrameworkUtil.asDictionary(values));
    } catch (IOException | IllegalStateException e) {
      file.restore(old);
      throw e;
    }
  }

  private static Map<String, Object> changed(
      Map<String, Object> values, Map<String, Object> before) {
    Map<String, Object> changed = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Object plain = value instanceof Collection<?> list ? list.toArray(new String[0]) : value;
          if (!Objects.deepEquals(plain, before.get(name))) {
            changed.put(name, plain);
          }
        });
    return changed;
  }

  private Configuration configuration(String pid) throws IOException {
    int tilde = pid.indexOf('~');
    return tilde < 0
        ? admin.getConfiguration(pid, ANY_LOCATION)
        : admin.getFactoryConfiguration(
            pid.substring(0, tilde), pid.substring(tilde + 1), ANY_LOCATION);
  }
}
