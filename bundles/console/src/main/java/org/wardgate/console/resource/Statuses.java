package org.wardgate.console.resource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wardgate.api.configuration.ConfigurationErrors;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.update.UpdateErrors;

/** From error code to HTTP status. A code of the catalogue never changes its meaning. */
final class Statuses {

  /** What the decision core refuses for the caller's sake; everything else it refuses is 409. */
  private static final String DECISION = "WG-DEC-";

  private static final Map<String, Integer> OF_DECISION =
      Map.of("WG-DEC-0001", 503, "WG-DEC-0007", 404, "WG-DEC-0014", 400, "WG-DEC-0015", 404);

  /** What was handed in is understood and refused: an advisory, a handover, a profile, a CoRIM. */
  private static final List<String> HANDED_IN = List.of("WG-MUD-", "WG-ONB-", "WG-PRF-", "WG-REF-");

  /** A packet that is none. */
  private static final String POLICY = "WG-POL-";

  /** What the ward CA refuses for the caller's sake; everything else is its own trouble. */
  private static final String AUTHORITY = "WG-PKI-";

  private static final Map<String, Integer> OF_AUTHORITY =
      Map.of("WG-PKI-0007", 409, "WG-PKI-0008", 409, "WG-PKI-0012", 404);

  /** What is understood and refused about settings and updates; everything else is 422. */
  private static final List<String> OPERATING = List.of("WG-CFG-", "WG-UPD-");

  private static final Map<String, Integer> OF_OPERATING =
      Stream.of(
              Map.entry(ConfigurationErrors.NO_FORM, 404),
              Map.entry(ConfigurationErrors.EDITED_MEANWHILE, 409),
              Map.entry(ConfigurationErrors.NO_STORE, 409),
              Map.entry(ConfigurationErrors.GUARDED, 403),
              Map.entry(ConfigurationErrors.NOT_STORED, 503),
              Map.entry(UpdateErrors.UNKNOWN, 404),
              Map.entry(UpdateErrors.BUSY, 409),
              Map.entry(UpdateErrors.WRONG_STATE, 409),
              Map.entry(UpdateErrors.NOTHING_BEFORE, 409),
              Map.entry(UpdateErrors.NOT_A_PERSON, 403),
              Map.entry(UpdateErrors.NO_ROOM, 507))
          .collect(Collectors.toMap(entry -> entry.getKey().code(), Map.Entry::getValue));

  private static final Map<String, Integer> OF_CONSOLE =
      Stream.of(
              Map.entry(ConsoleErrors.NOT_AUTHENTICATED, 401),
              Map.entry(ConsoleErrors.FOREIGN_ORIGIN, 403),
              Map.entry(ConsoleErrors.NEEDS_OPERATOR, 403),
              Map.entry(ConsoleErrors.VIEW_ONLY, 403),
              Map.entry(ConsoleErrors.TOO_MANY_LOGINS, 429),
              Map.entry(ConsoleErrors.FOREIGN_HOST, 421),
              Map.entry(ConsoleErrors.NO_SUCH_RESOURCE, 404),
              Map.entry(ConsoleErrors.METHOD_NOT_ALLOWED, 405),
              Map.entry(ConsoleErrors.BODY_TOO_LARGE, 413),
              Map.entry(ConsoleErrors.BAD_REQUEST, 400),
              Map.entry(ConsoleErrors.UNSUPPORTED_TYPE, 415),
              Map.entry(ConsoleErrors.UNKNOWN_DEVICE, 404),
              Map.entry(ConsoleErrors.NO_HANDOVER, 404),
              Map.entry(ConsoleErrors.TOO_MANY_REQUESTS, 429),
              Map.entry(ConsoleErrors.BAD_BREAK_GLASS_CODE, 403),
              Map.entry(ConsoleErrors.NO_CASE, 404),
              Map.entry(ConformityErrors.NONE, 404),
              Map.entry(ConformityErrors.MALFORMED, 400),
              Map.entry(ConformityErrors.BUSY, 429))
          .collect(Collectors.toMap(entry -> entry.getKey().code(), Map.Entry::getValue));

  private Statuses() {}

  static int of(ErrorCode errorCode) {
    String code = errorCode.code();
    if (code.startsWith(DECISION)) {
      return OF_DECISION.getOrDefault(code, 409);
    }
    if (HANDED_IN.stream().anyMatch(code::startsWith)) {
      return 422;
    }
    if (OPERATING.stream().anyMatch(code::startsWith)) {
      return OF_OPERATING.getOrDefault(code, 422);
    }
    if (code.startsWith(AUTHORITY)) {
      return OF_AUTHORITY.getOrDefault(code, 503);
    }
    if (code.startsWith(POLICY)) {
      return 400;
    }
    return OF_CONSOLE.getOrDefault(code, 503);
  }
}
