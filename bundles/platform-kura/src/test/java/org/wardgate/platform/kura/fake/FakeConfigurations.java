package org.wardgate.platform.kura.fake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.kura.KuraException;
import org.eclipse.kura.configuration.ComponentConfiguration;
import org.eclipse.kura.configuration.ConfigurationService;
import org.eclipse.kura.configuration.Password;
import org.jspecify.annotations.Nullable;

/** Kura's configurations: passwords are encrypted in the very map that is handed over. */
public final class FakeConfigurations {
  public final Map<String, Map<String, Object>> stored = new HashMap<>();
  public final Set<String> factories = new HashSet<>();
  public final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Attributes that are not taken, without a word. */
  public final Set<String> dropped = new HashSet<>();

  /** What attributes are kept as. */
  public final Map<String, Object> types = new HashMap<>();

  public boolean forgetful;
  public int snapshotsCount;
  public int createdCount;

  private final FakeCrypto crypto = new FakeCrypto();

  public ConfigurationService service() {
    return Stubs.of(ConfigurationService.class, this::answer);
  }

  @SuppressWarnings("unchecked") // the interface says so
  private @Nullable Object answer(String method, Object[] arguments) throws Throwable {
    return switch (method) {
      case "getFactoryComponentPids" -> Set.copyOf(factories);
      case "getConfigurableComponentPids" -> Set.copyOf(stored.keySet());
      case "getComponentConfiguration" -> configuration((String) arguments[0]);
      case "createFactoryConfiguration" -> {
        createdCount++;
        yield store((String) arguments[1], (Map<String, Object>) arguments[2], true);
      }
      case "updateConfiguration" ->
          store(
              (String) arguments[0],
              (Map<String, Object>) arguments[1],
              arguments.length < 3 || (boolean) arguments[2]);
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private @Nullable Object store(String pid, Map<String, Object> values, boolean snapshot)
      throws Throwable {
    Throwable wanted = failure.get();
    if (wanted != null) {
      throw wanted;
    }
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      if (entry.getValue() instanceof Password password) {
        entry.setValue(encrypted(password));
      }
    }
    Map<String, Object> before = stored.getOrDefault(pid, Map.of());
    Map<String, Object> taken = new HashMap<>(values);
    types.forEach(taken::replace);
    dropped.forEach(taken::remove);
    dropped.stream()
        .filter(before::containsKey)
        .forEach(name -> taken.put(name, Objects.requireNonNull(before.get(name))));
    stored.put(pid, taken);
    if (forgetful) {
      stored.remove(pid);
    }
    snapshotsCount += snapshot ? 1 : 0;
    return null;
  }

  private Password encrypted(Password password) throws KuraException {
    char[] plain = password.getPassword();
    return new Password(crypto.encryptAes(plain == null ? new char[0] : plain));
  }

  private @Nullable ComponentConfiguration configuration(String pid) {
    Map<String, Object> values = stored.get(pid);
    if (values == null) {
      return null;
    }
    return Stubs.of(
        ComponentConfiguration.class,
        (method, arguments) ->
            method.equals("getConfigurationProperties")
                ? values
                : method.equals("getPid") ? pid : null);
  }
}
