package org.wardgate.vulnerabilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
import org.wardgate.api.testing.HostileSettings;
import org.wardgate.api.testing.RecordedReports;

class VulnerabilitiesComponentTest {
  private final BlockingQueue<Event> told = new LinkedBlockingQueue<>();

  private final RecordedReports reports = new RecordedReports();

  private VulnerabilitiesComponent component(Path data, Map<String, Object> values) {
    return new VulnerabilitiesComponent(
        context(), InventorySnapshot::empty, name -> data, reports, values);
  }

  @Test
  void runsWithAnyConfigurationAndWithoutADecisionCore(@TempDir Path directory) throws Exception {
    Path in = Files.createDirectory(directory.resolve("in"));
    VulnerabilitiesComponent component = component(directory, Map.of("pollSeconds", -1));
    assertThat(reports.properties()).containsExactly("pollSeconds");
    component.bindDecision(reference());
    component.updated(Map.of("directory", in.toString(), "pollSeconds", 1));
    component.unbindDecision(reference());
    component.updated(Map.of("directory", directory.resolve("absent").toString()));
    assertThat(reports.current()).isEmpty();
    component.updated(Map.of("directory", "no\0path"));
    assertThat(reports.properties()).containsExactly("directory");
    component.deactivate();
    assertThat(told.poll(0, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void theSameTwiceDoesNothing(@TempDir Path directory) {
    VulnerabilitiesComponent component = component(directory, Map.of("pollSeconds", 3_600));
    component.updated(Map.of("pollSeconds", 3_600L));
    component.deactivate();
    assertThat(reports.said()).containsExactly("accepted");
  }

  @Test
  void aFreshGatewayWatchesItsInbox(@TempDir Path directory) {
    component(directory, Map.of()).deactivate();
    assertThat(directory.resolve("inbox")).isDirectory();
  }

  @Test
  void wrongTypesHugeStringsAndAScriptInANameAreRefused(@TempDir Path directory) {
    HostileSettings.survive(
        VulnerabilitiesConfiguration.class,
        values -> VulnerabilitiesSettings.of(values, () -> directory));
  }

  @Test
  void pollIntervalsOutOfRangeAreRefused(@TempDir Path directory) {
    for (Object seconds : List.of(0, 3_601, Long.MAX_VALUE, "often")) {
      HostileSettings.refuses(
          values -> VulnerabilitiesSettings.of(values, () -> directory), "pollSeconds", seconds);
    }
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
    return proxy(ServiceReference.class, true); // equal to each other
  }

  private static <T> T proxy(Class<T> type, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
  }
}
