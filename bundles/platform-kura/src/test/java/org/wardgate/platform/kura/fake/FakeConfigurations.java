package org.wardgate.platform.kura.fake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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
    stored.put(pid, new HashMap<>(values));
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
