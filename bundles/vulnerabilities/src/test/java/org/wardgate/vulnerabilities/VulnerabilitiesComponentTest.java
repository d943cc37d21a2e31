package org.wardgate.vulnerabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.wardgate.api.Event;
import org.wardgate.api.EventSink;
import org.wardgate.api.inventory.InventorySnapshot;

class VulnerabilitiesComponentTest {
  private final BlockingQueue<Event> told = new LinkedBlockingQueue<>();

  @Test
  void runsWithAnyConfigurationAndWithoutADecisionCore(@TempDir Path directory) throws Exception {
    Path in = Files.createDirectory(directory.resolve("in"));
    VulnerabilitiesComponent component =
        new VulnerabilitiesComponent(
            context(), InventorySnapshot::empty, name -> directory, configuration("", -1));
    component.bindDecision(reference());
    component.modified(configuration(in.toString(), 1));
    component.unbindDecision(reference());
    component.modified(configuration(directory.resolve("absent").toString(), 9_999));
    component.modified(configuration("no\0path", 1));
    component.deactivate();
    assertThat(told.poll(0, TimeUnit.SECONDS)).isNull();
  }

  private BundleContext context() {
    EventSink sink =
        event -> {
          told.add(event);
          return CompletableFuture.completedFuture(null);
        };
    return proxy(BundleContext.class, sink);
  }

  @SuppressWarnings("unchecked") // a proxy has no type arguments
  private static ServiceReference<EventSink> reference() {
    return proxy(ServiceReference.class, "");
  }

  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
  }

  private static VulnerabilitiesConfiguration configuration(String directory, int pollSeconds) {
    return (VulnerabilitiesConfiguration)
        Proxy.newProxyInstance(
            VulnerabilitiesConfiguration.class.getClassLoader(),
            new Class<?>[] {VulnerabilitiesConfiguration.class},
            (proxy, method, arguments) ->
                method.getName().equals("directory") ? directory : (Object) pollSeconds);
  }
}
