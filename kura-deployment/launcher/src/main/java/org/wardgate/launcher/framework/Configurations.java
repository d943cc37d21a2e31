package org.wardgate.launcher.framework;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.wardgate.installer.health.ServiceCall;

/** Puts a plan's configurations into Configuration Admin, once there is one. */
final class Configurations {

  private static final String CONFIGURATION_ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

  /** Not bound to the bundle that set it. */
  private static final String ANY_LOCATION = "?";

  private final BundleContext context;

  Configurations(BundleContext context) {
    this.context = context;
  }

  boolean available() {
    return context.getServiceReference(CONFIGURATION_ADMIN) != null;
  }

  void apply(Map<String, Map<String, Object>> configure, Set<String> unconfigure) {
    ServiceReference<?> reference =
        Objects.requireNonNull(
            context.getServiceReference(CONFIGURATION_ADMIN), CONFIGURATION_ADMIN);
    Object admin = Objects.requireNonNull(context.getService(reference));
    try {
      unconfigure.forEach(pid -> ServiceCall.call(configuration(admin, pid), "delete"));
      configure.forEach(
          (pid, properties) ->
              ServiceCall.call(
                  configuration(admin, pid),
                  "updateIfDifferent",
                  FrameworkUtil.asDictionary(properties)));
    } finally {
      context.ungetService(reference);
    }
  }

  private static Object configuration(Object admin, String pid) {
    int tilde = pid.indexOf('~');
    Object configuration =
        tilde < 0
            ? ServiceCall.call(admin, "getConfiguration", pid, ANY_LOCATION)
            : ServiceCall.call(
                admin,
                "getFactoryConfiguration",
                pid.substring(0, tilde),
                pid.substring(tilde + 1),
                ANY_LOCATION);
    return Objects.requireNonNull(configuration, pid);
  }
}
