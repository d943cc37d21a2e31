package org.eclipse.kura.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** On whose behalf a thread acts. Keys are {@code entrypoint}, {@code ip}, {@code identity}. */
public class AuditContext {
  private static final ThreadLocal<@Nullable AuditContext> CURRENT = new ThreadLocal<>();

  private final Map<String, String> properties;

  /** A context; the map is not copied. */
  public AuditContext(Map<String, String> properties) {
    this.properties = properties;
  }

  /** What is known. */
  public Map<String, String> getProperties() {
    return properties;
  }

  /** A copy with a map of its own. */
  public AuditContext copy() {
    return new AuditContext(new HashMap<>(properties));
  }

  @Override
  public String toString() {
    return properties.toString().replaceAll("[\\n\\r\\t]", "_");
  }

  /** The thread's context, or one that says that the gateway itself acts. */
  public static AuditContext currentOrInternal() {
    return current()
        .orElseGet(() -> new AuditContext(new HashMap<>(Map.of("entrypoint", "Internal"))));
  }

  /** The thread's context. */
  public static Optional<AuditContext> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /** Makes a context the thread's until the scope is closed. */
  public static Scope openScope(AuditContext context) {
    return new Scope(context);
  }

  /** How long a context is the thread's. */
  public static class Scope implements AutoCloseable {
    private final AuditContext context;

    private Scope(AuditContext context) {
      this.context = context;
      CURRENT.set(context);
    }

    @Override
    public void close() {
      if (CURRENT.get() == context) {
        CURRENT.remove();
      }
    }
  }
}
