package org.wardgate.registrar;

import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.registrar.desk.Reply;

/** Puts replies into CoAP (draft-ietf-anima-constrained-voucher §6.4, RFC 8995 §5). Stateless. */
final class VoucherAnswer {
  private static final long UNREACHABLE_RETRY_SECONDS = 30;

  private static final Set<String> BAD_REQUESTS =
      Set.of(OnboardingErrors.VOUCHER_REQUEST_MALFORMED.code());
  private static final Set<String> NOT_FOUND =
      Set.of(
          OnboardingErrors.NOT_IN_INVENTORY.code(),
          OnboardingErrors.NO_MASA.code(),
          OnboardingErrors.NO_OFFLINE_VOUCHER.code());

  private VoucherAnswer() {}

  static Response of(Reply reply) {
    return reply
        .voucher()
        .map(voucher -> Response.changed(ContentFormat.VOUCHER_COSE, voucher))
        .orElseGet(() -> refused(reply.problem().orElseThrow()));
  }

  static Response refused(Problem problem) {
    Response refusal = Response.refused(code(problem), problem);
    return refusal.code() == ResponseCode.SERVICE_UNAVAILABLE
        ? new Response(
            refusal.code(),
            refusal.contentFormat(),
            refusal.payload(),
            OptionalLong.of(UNREACHABLE_RETRY_SECONDS))
        : refusal;
  }

  private static ResponseCode code(Problem problem) {
    if (BAD_REQUESTS.contains(problem.code())) {
      return ResponseCode.BAD_REQUEST;
    }
    if (NOT_FOUND.contains(problem.code())) {
      return ResponseCode.NOT_FOUND;
    }
    // it may be reachable again: RFC 9148 §4.7
    return problem.code().equals(OnboardingErrors.MASA_UNREACHABLE.code())
            || problem.code().equals(OnboardingErrors.WARD_CA_ABSENT.code())
        ? ResponseCode.SERVICE_UNAVAILABLE
        : ResponseCode.FORBIDDEN;
  }
}
