package org.wardgate.installer.health;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Calls methods of services whose interfaces nobody here imports: the installer must run whether
 * they are there or not, and the launcher lets a plan bring any version of them.
 */
public final class ServiceCall {

  private ServiceCall() {}

  /** Calls the public method of that name and number of arguments, found on an interface. */
  public static @Nullable Object call(Object target, String name, @Nullable Object... arguments) {
    try {
      return method(target.getClass(), name, arguments.length).invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(name + " failed: " + e.getCause(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(name + " is not accessible", e);
    }
  }

  /** Reads a public field of an OSGi DTO. */
  public static @Nullable Object field(Object dto, String name) {
    try {
      return dto.getClass().getField(name).get(dto);
    } catch (NoSuchFieldException | IllegalAccessException e) {
      throw new IllegalStateException("no field " + name, e);
    }
  }

  private static Method method(Class<?> type, String name, int argumentsCount) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      for (Class<?> contract : level.getInterfaces()) {
        var found =
            Arrays.stream(contract.getMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == argumentsCount)
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new IllegalStateException("no method " + name + " on " + type.getName());
  }
}
