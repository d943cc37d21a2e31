package org.wardgate.registrar;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.registrar.desk.VoucherReporter;
import org.wardgate.registrar.status.PledgeStatus;

/**
 * Takes status reports of pledges (draft-ietf-anima-constrained-voucher §6.3.1). Thread-safe.
 *
 * @param subject {@code voucher} or {@code enrolment}
 * @param reporter where to
 */
record StatusReports(String subject, VoucherReporter reporter) {
  /** Formats taken, as a link attribute. */
  static final String FORMATS = "50 60";

  /** application/json (RFC 7252 §12.3). */
  private static final int JSON = 50;

  private static final long RETRY_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(StatusReports.class);

  CompletionStage<Response> take(BoundedRequest request) {
    DeviceId device = request.peer().identity().device();
    OptionalInt format = request.contentFormat();
    if (format.isEmpty()
        || (format.getAsInt() != ContentFormat.CBOR && format.getAsInt() != JSON)) {
      return now(Response.empty(ResponseCode.UNSUPPORTED_CONTENT_FORMAT));
    }
    try {
      PledgeStatus status =
          format.getAsInt() == JSON
              ? PledgeStatus.ofJson(request.payload())
              : PledgeStatus.ofCbor(request.payload());
      return reporter
          .said(device, subject, status.success(), status.reason())
          .handle(
              (done, error) -> {
                if (error == null) {
                  return Response.empty(ResponseCode.CHANGED);
                }
                LOG.warn("what {} says was not recorded: {}", device, error.toString());
                return Response.later(RETRY_SECONDS);
              });
    } catch (RefusedException e) {
      return now(Response.refused(ResponseCode.BAD_REQUEST, e.problem()));
    }
  }

  private static CompletionStage<Response> now(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
