package org.wardgate.platform.kura.audit;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.kura.audit.AuditContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.Problem;
import org.wardgate.api.platform.AuditTrail;

/**
 * Writes to Kura's audit log, in the scope of an audit context that says who and from where, as
 * Kura's own entry points do. Thread-safe.
 */
@Component(name = "org.wardgate.platform.kura.audit", service = AuditTrail.class)
public final class KuraAuditTrail implements AuditTrail {
  private static final String LOGGER = "AuditLogger";
  private static final String ENTRYPOINT = "entrypoint";
  private static final String ADDRESS = "ip";
  private static final String IDENTITY = "identity";

  private final Logger log;

  /** Writes to Kura's audit log. */
  @Activate
  public KuraAuditTrail() {
    this(LoggerFactory.getLogger(LOGGER));
  }

  KuraAuditTrail(Logger log) {
    this.log = log;
  }

  @Override
  public void note(
      String operator, String entrypoint, String address, String action, boolean succeeded) {
    Map<String, String> known = new HashMap<>();
    known.put(ENTRYPOINT, "Wardgate " + Problem.clean(entrypoint));
    known.put(IDENTITY, Problem.clean(operator));
    if (!address.isEmpty()) {
      known.put(ADDRESS, Problem.clean(address));
    }
    AuditContext context = new AuditContext(known);
    String line = Problem.clean(action);
    AuditContext.Scope scope = AuditContext.openScope(context);
    try {
      if (succeeded) {
        log.info("{} Wardgate - Success - {}", context, line);
      } else {
        log.warn("{} Wardgate - Failure - {}", context, line);
      }
    } finally {
      scope.close();
    }
  }
}
