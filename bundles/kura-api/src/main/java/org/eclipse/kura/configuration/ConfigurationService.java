package org.eclipse.kura.configuration;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.kura.KuraException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Filter;

/** Kura's configurations and their snapshots. */
public interface ConfigurationService {
  /** The property by which Kura names a component or a factory's instance. */
  String KURA_SERVICE_PID = "kura.service.pid";

  /** The factories. */
  Set<String> getFactoryComponentPids();

  /** The components. */
  Set<String> getConfigurableComponentPids();

  /**
   * Makes an instance of a factory.
   *
   * @param factoryPid the factory's
   * @param pid the instance's name
   * @param properties its values
   * @param takeSnapshot whether a snapshot is taken
   */
  void createFactoryConfiguration(
      String factoryPid, String pid, Map<String, Object> properties, boolean takeSnapshot)
      throws KuraException;

  /** Takes an instance of a factory away. */
  void deleteFactoryConfiguration(String pid, boolean takeSnapshot) throws KuraException;

  /** All configurations. */
  List<ComponentConfiguration> getComponentConfigurations() throws KuraException;

  /** The configurations of the components that a filter selects. */
  List<ComponentConfiguration> getComponentConfigurations(Filter filter) throws KuraException;

  /** One configuration, if there is one. */
  @Nullable ComponentConfiguration getComponentConfiguration(String pid) throws KuraException;

  /** Changes values and takes a snapshot. */
  void updateConfiguration(String pid, Map<String, Object> properties) throws KuraException;

  /** Changes values. */
  void updateConfiguration(String pid, Map<String, Object> properties, boolean takeSnapshot)
      throws KuraException;

  /** Changes several configurations and takes a snapshot. */
  void updateConfigurations(List<ComponentConfiguration> configurations) throws KuraException;

  /** Changes several configurations. */
  void updateConfigurations(List<ComponentConfiguration> configurations, boolean takeSnapshot)
      throws KuraException;

  /** The snapshots' numbers, milliseconds since 1970. */
  Set<Long> getSnapshots() throws KuraException;

  /** Takes a snapshot and tells its number. */
  long snapshot() throws KuraException;

  /** Goes back to the snapshot before the last and tells its number. */
  long rollback() throws KuraException;

  /** Goes back to a snapshot. */
  void rollback(long id) throws KuraException;
}
