package org.wardgate.settings.form;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.RefusedException;

/**
 * What the framework's Configuration Admin holds.
 *
 * @param admin the service
 */
record AdminConfigurations(ConfigurationAdmin admin) implements StoredConfigurations {
  /** How Kura calls an instance of a factory. */
  private static final String KURA_PID = "kura.service.pid";

  @Override
  public List<Stored> all() throws RefusedException {
    try {
      Configuration[] found = admin.listConfigurations(null);
      List<Stored> all = new ArrayList<>();
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        all.add(stored(configuration));
      }
      return all;
    } catch (IOException | InvalidSyntaxException | IllegalStateException e) {
      throw new RefusedException(ConfigurationErrors.NOT_STORED, "they cannot be read", e);
    }
  }

  private static Stored stored(Configuration configuration) {
    Map<String, Object> values = new HashMap<>();
    Dictionary<String, Object> properties = configuration.getProperties();
    if (properties != null) {
      for (Enumeration<String> names = properties.keys(); names.hasMoreElements(); ) {
        String name = names.nextElement();
        values.put(name, properties.get(name));
      }
    }
    String factoryPid = configuration.getFactoryPid();
    return factoryPid == null
        ? new Stored(configuration.getPid(), "", values)
        : new Stored(
            String.valueOf(values.getOrDefault(KURA_PID, configuration.getPid())),
            factoryPid,
            values);
  }
}
