package org.wardgate.registrar;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.wardgate.api.EventSink;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.registrar.desk.VoucherReporter;
import org.wardgate.registrar.status.PledgeStatus;

/** BRSKI {@code /vs}: pledges say what they think of their voucher (RFC 8995 §5.7). Thread-safe. */
@Component(name = "org.wardgate.registrar.vs", service = ResourceHandler.class)
public final class VoucherStatusResource implements ResourceHandler {
  private final StatusReports reports;

  /** Reports to the sink. */
  @Activate
  public VoucherStatusResource(@Reference EventSink events) {
    this(events, System::nanoTime);
  }

  VoucherStatusResource(EventSink events, LongSupplier nanoTime) {
    reports = new StatusReports("voucher", new VoucherReporter(() -> events, nanoTime));
  }

  @Override
  public String path() {
    return ".well-known/brski/vs";
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.POST);
  }

  @Override
  public int payloadMaxBytes() {
    return PledgeStatus.SIZE_MAX_BYTES;
  }

  @Override
  public Map<String, String> linkAttributes() {
    return Map.of("rt", "brski.vs", "ct", StatusReports.FORMATS);
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    return reports.take(request);
  }
}
