package org.wardgate.platform.kura.fake;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Services of which a test needs a few methods only. */
public final class Stubs {
  private Stubs() {}

  /** Answers calls. */
  @FunctionalInterface
  public interface Answer {
    /** The method's result. */
    @Nullable Object to(String method, Object[] arguments) throws Throwable;
  }

  /** A service with that answer to everything but the methods of {@link Object}. */
  public static <T> T of(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> type.getSimpleName();
                  default ->
                      answer.to(method.getName(), arguments == null ? new Object[0] : arguments);
                }));
  }
}
