package org.wardgate.platform.kura.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ComponentConfiguration;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.configuration.Password;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.api.platform.SettingsStore;

/**
 * Settings by Kura's configuration service, which takes a snapshot of every change. Thread-safe.
 */
@Component(name = "org.wardgate.platform.kura.settings", service = SettingsStore.class)
public final class KuraSettingsStore implements SettingsStore {
  private static final String FACTORY_PID = "service.factoryPid";

  private final ConfigurationService configurations;
  private final Passwords passwords;

  /** With the metatype of the bundles that are installed. */
  @Activate
  public KuraSettingsStore(
      BundleContext context,
      @Reference ConfigurationService configurations,
      @Reference MetaTypeService metatypes) {
    this(configurations, new MetatypePasswords(context, metatypes));
  }

  KuraSettingsStore(ConfigurationService configurations, Passwords passwords) {
    this.configurations = configurations;
    this.passwords = passwords;
  }

  @Override
  public void store(String pid, Map<String, Object> values) throws RefusedException {
    try {
      ComponentConfiguration present = configurations.getComponentConfiguration(pid);
      if (present == null) {
        throw refused(pid + " is no component that Kura configures");
      }
      configurations.updateConfiguration(pid, typed(values, secret(pid, present)), true);
    } catch (KuraException e) {
      throw new RefusedException(
          PlatformErrors.SERVICE_FAILED, "Kura did not store " + pid + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // a service that is going away, or values it does not expect
      throw new RefusedException(
          PlatformErrors.SERVICE_FAILED, "Kura did not store " + pid + ": " + e.getMessage(), e);
    }
  }

  private Set<String> secret(String pid, ComponentConfiguration present) {
    Map<String, Object> properties = present.getConfigurationProperties();
    Object factory = properties == null ? null : properties.get(FACTORY_PID);
    return passwords.of(factory instanceof String factoryPid ? factoryPid : pid);
  }

  private static Map<String, Object> typed(Map<String, Object> values, Set<String> secret) {
    Map<String, Object> typed = new HashMap<>(values);
    for (String name : secret) {
      if (typed.get(name) instanceof String plain) {
        typed.put(name, new Password(plain));
      }
    }
    return typed;
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(PlatformErrors.SERVICE_FAILED, detail);
  }
}
