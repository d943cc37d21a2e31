package org.wardgate.api.update;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.Problem;

/**
 * An update as people see it.
 *
 * @param id SHA-256 of its package, 64 hexadecimal digits
 * @param version of the set it brings; empty until its package was read
 * @param state how far it has come
 * @param since when it came to that state
 * @param signer subject of the certificate that signed it
 * @param approvals of operators, in order, each once
 * @param problem why it was refused or put back
 * @param findings what is not as it should be, one line each; at most 32
 */
public record UpdateView(
    String id,
    String version,
    UpdateState state,
    Instant since,
    String signer,
    List<String> approvals,
    Optional<Problem> problem,
    List<String> findings) {

  /** Copies the lists. */
  public UpdateView {
    approvals = List.copyOf(approvals);
    findings = List.copyOf(findings);
  }
}
