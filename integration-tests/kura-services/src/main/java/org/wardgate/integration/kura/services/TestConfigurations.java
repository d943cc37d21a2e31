package org.wardgate.integration.kura.services;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ComponentConfiguration;
import org.eclipse.kura.configuration.ConfigurationService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Kura's configuration service over the configuration admin. */
final class TestConfigurations implements ConfigurationService {
  private final ConfigurationAdmin admin;
  private final Definitions definitions;
  private final SnapshotFiles snapshots;
  private final Set<String> components = new ConcurrentSkipListSet<>();
  private final Map<String, Factory> factories = new ConcurrentHashMap<>();

  TestConfigurations(ConfigurationAdmin admin, Definitions definitions, SnapshotFiles snapshots) {
    this.admin = admin;
    this.definitions = definitions;
    this.snapshots = snapshots;
  }

  /** Makes components of one of Kura's own factories. */
  @FunctionalInterface
  interface Factory {
    void make(String pid, Map<String, Object> properties) throws KuraException;
  }

  /** Adds one of Kura's own factories. */
  void factory(String factoryPid, Factory factory) {
    factories.put(factoryPid, factory);
  }

  /** A bundle became active: its defaults go where nothing is configured. */
  void offer(Metatype metatype) throws KuraException {
    definitions.add(metatype);
    if (!metatype.factory()) {
      store(metatype.pid(), metatype.pid(), current(metatype.pid()), false);
    }
  }

  /** A configurable component appeared: its configuration comes once more, as it is. */
  void registered(String pid) throws KuraException {
    components.add(pid);
    store(pid, pid, current(pid), true);
  }

  void unregistered(String pid) {
    components.remove(pid);
  }

  private synchronized void store(
      String pid, String definition, Map<String, Object> values, boolean always)
      throws KuraException {
    Map<String, Object> merged = definitions.merged(definition, values);
    merged.putIfAbsent(KURA_SERVICE_PID, pid);
    try {
      Configuration configuration = admin.getConfiguration(pid, "?");
      if (always || !merged.equals(values) || configuration.getProperties() == null) {
        configuration.update(FrameworkUtil.asDictionary(merged));
      }
    } catch (IOException e) {
      throw KuraException.internalError(e);
    }
  }

  private Map<String, Object> current(String pid) throws KuraException {
    Map<String, Object> values = new HashMap<>();
    try {
      Dictionary<String, Object> properties = admin.getConfiguration(pid, "?").getProperties();
      if (properties != null) {
        properties.keys().asIterator().forEachRemaining(k -> values.put(k, properties.get(k)));
      }
    } catch (IOException e) {
      throw KuraException.internalError(e);
    }
    values.remove("service.pid");
    return values;
  }

  @Override
  public Set<String> getFactoryComponentPids() {
    Set<String> pids = definitions.factories();
    pids.addAll(factories.keySet());
    return pids;
  }

  @Override
  public Set<String> getConfigurableComponentPids() {
    return new TreeSet<>(components);
  }

  @Override
  public void createFactoryConfiguration(
      String factoryPid, String pid, Map<String, Object> properties, boolean takeSnapshot)
      throws KuraException {
    Map<String, Object> values = new HashMap<>(properties);
    values.put(KURA_SERVICE_PID, pid);
    Factory own = factories.get(factoryPid);
    if (own != null) {
      own.make(pid, values);
      components.add(pid);
      return;
    }
    try {
      Map<String, Object> merged = definitions.merged(factoryPid, values);
      admin.createFactoryConfiguration(factoryPid, "?").update(FrameworkUtil.asDictionary(merged));
    } catch (IOException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public void deleteFactoryConfiguration(String pid, boolean takeSnapshot) throws KuraException {
    try {
      Configuration[] found = admin.listConfigurations("(" + KURA_SERVICE_PID + "=" + pid + ")");
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        configuration.delete();
      }
    } catch (IOException | org.osgi.framework.InvalidSyntaxException e) {
      throw KuraException.internalError(e);
    }
  }

  @Override
  public List<ComponentConfiguration> getComponentConfigurations() throws KuraException {
    return new ArrayList<>(configurations());
  }

  @Override
  public List<ComponentConfiguration> getComponentConfigurations(Filter filter)
      throws KuraException {
    return getComponentConfigurations();
  }

  private List<TestConfiguration> configurations() throws KuraException {
    List<TestConfiguration> all = new ArrayList<>();
    for (String pid : components) {
      all.add(new TestConfiguration(pid, current(pid)));
    }
    return all;
  }

  @Override
  public @Nullable ComponentConfiguration getComponentConfiguration(String pid)
      throws KuraException {
    return components.contains(pid) ? new TestConfiguration(pid, current(pid)) : null;
  }

  @Override
  public void updateConfiguration(String pid, Map<String, Object> properties) throws KuraException {
    updateConfiguration(pid, properties, true);
  }

  @Override
  public void updateConfiguration(String pid, Map<String, Object> properties, boolean takeSnapshot)
      throws KuraException {
    Map<String, Object> values = current(pid);
    values.putAll(properties);
    store(pid, pid, values, true);
    if (takeSnapshot) {
      snapshot();
    }
  }

  @Override
  public void updateConfigurations(List<ComponentConfiguration> configurations)
      throws KuraException {
    updateConfigurations(configurations, true);
  }

  @Override
  public void updateConfigurations(
      List<ComponentConfiguration> configurations, boolean takeSnapshot) throws KuraException {
    for (ComponentConfiguration configuration : configurations) {
      Map<String, Object> properties = configuration.getConfigurationProperties();
      updateConfiguration(
          configuration.getPid(), properties == null ? Map.of() : properties, false);
    }
    if (takeSnapshot) {
      snapshot();
    }
  }

  @Override
  public Set<Long> getSnapshots() throws KuraException {
    return snapshots.ids();
  }

  @Override
  public long snapshot() throws KuraException {
    return snapshots.write(System.currentTimeMillis(), configurations());
  }

  @Override
  public long rollback() throws KuraException {
    NavigableSet<Long> ids = snapshots.ids();
    Long before = ids.isEmpty() ? null : ids.lower(ids.last());
    if (before == null) {
      throw KuraException.internalError("there is no snapshot to go back to");
    }
    rollback(before);
    return before;
  }

  @Override
  public void rollback(long id) throws KuraException {
    apply(snapshots.read(id));
  }

  /** Everything in it as a whole; what it does not name stays. */
  void apply(Map<String, Map<String, Object>> content) throws KuraException {
    for (Map.Entry<String, Map<String, Object>> entry : content.entrySet()) {
      store(entry.getKey(), entry.getKey(), entry.getValue(), true);
    }
    snapshot();
  }
}
