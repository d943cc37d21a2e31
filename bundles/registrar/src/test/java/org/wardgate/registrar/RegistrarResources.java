package org.wardgate.registrar;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.wardgate.api.EventSink;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.registrar.testing.Scene;

/** All resources of the registrar, as the component runtime would make them. */
public final class RegistrarResources implements AutoCloseable {
  private final VoucherResource vouchers;
  private final List<ResourceHandler> all;

  public RegistrarResources(Scene scene, String masaUrl, Path directory, EventSink sink)
      throws RefusedException {
    vouchers =
        new VoucherResource(
            () -> scene.inventory(scene.masaAt(masaUrl)),
            name -> directory.resolve(name),
            new RecordedReports(),
            Map.of("masaTimeoutSeconds", 60),
            Clock.systemUTC(),
            System::nanoTime);
    vouchers.bind(scene.gateway, sink);
    all =
        List.of(
            new BrskiResource(),
            vouchers,
            new VoucherStatusResource(sink),
            new EnrolStatusResource(sink));
  }

  public List<ResourceHandler> all() {
    return all;
  }

  @Override
  public void close() {
    vouchers.deactivate();
  }
}
