package org.wardgate.platform.kura.settings;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ComponentConfiguration;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.configuration.Password;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.MetaTypeService;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.PlatformErrors;
import org.wardgate.api.platform.SettingsStore;

/**
 * Settings by Kura's configuration service, which takes a snapshot of every change. It says nothing
 * of what it does not take, so that all is read back. Thread-safe.
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
      Set<String> secret = secret(pid, present);
      configurations.updateConfiguration(pid, typed(values, secret), true);
      List<String> ignored = differing(values, secret, stored(pid));
      if (!ignored.isEmpty()) {
        throw new RefusedException(
            ConfigurationErrors.NOT_STORED, pid + ": Kura ignored " + String.join(", ", ignored));
      }
    } catch (KuraException e) {
      throw new RefusedException(
          PlatformErrors.SERVICE_FAILED, "Kura did not store " + pid + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // a service that is going away, or values it does not expect
      throw new RefusedException(
          PlatformErrors.SERVICE_FAILED, "Kura did not store " + pid + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Object> stored(String pid) throws KuraException {
    ComponentConfiguration now = configurations.getComponentConfiguration(pid);
    Map<String, Object> properties = now == null ? null : now.getConfigurationProperties();
    return properties == null ? Map.of() : properties;
  }

  /** A password is encrypted, each time in another way: of it only its being there is known. */
  private static List<String> differing(
      Map<String, Object> values, Set<String> secret, Map<String, Object> stored) {
    return values.entrySet().stream()
        .filter(
            entry -> {
              Object kept = stored.get(entry.getKey());
              return kept == null
                  ? !elements(entry.getValue()).isEmpty()
                  : !secret.contains(entry.getKey())
                      && !elements(entry.getValue()).equals(elements(kept));
            })
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** Kura may keep a value as another type, one as a list of one, and nothing as an empty text. */
  private static List<String> elements(Object value) {
    Stream<?> all =
        value instanceof Collection<?> list
            ? list.stream()
            : value.getClass().isArray()
                ? IntStream.range(0, Array.getLength(value)).mapToObj(i -> Array.get(value, i))
                : Stream.of(value);
    return all.map(KuraSettingsStore::text).filter(text -> !text.isEmpty()).toList();
  }

  private static String text(@Nullable Object value) {
    return value instanceof Float || value instanceof Double
        ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
        : Objects.requireNonNullElse(value, "").toString();
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
