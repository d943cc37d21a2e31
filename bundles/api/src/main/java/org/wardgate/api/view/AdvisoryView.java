package org.wardgate.api.view;

import java.time.Instant;
import java.util.List;
import org.wardgate.api.DeviceId;

/**
 * A threat advisory as people see it.
 *
 * @param id chosen by its issuer
 * @param version of it
 * @param issuer a manufacturer's or an authority's id
 * @param response what it recommends, for people
 * @param summary one line
 * @param references for example CVE numbers
 * @param state where it stands
 * @param devices those it names; while it is held, those it would cut
 * @param approvals who approved it so far
 * @param expiresAt after this it no longer counts
 */
public record AdvisoryView(
    String id,
    long version,
    String issuer,
    String response,
    String summary,
    List<String> references,
    State state,
    List<DeviceId> devices,
    List<String> approvals,
    Instant expiresAt) {
  /** Copies the lists. */
  public AdvisoryView {
    references = List.copyOf(references);
    devices = List.copyOf(devices);
    approvals = List.copyOf(approvals);
  }

  /** Where an advisory stands. */
  public enum State {
    /** It is applied to the devices it names, now and when they join. */
    IN_FORCE,
    /** It would cut more devices than the cap: it waits for people. */
    HELD,
    /** People decided against it. */
    DISMISSED,
    /** It no longer counts. */
    WITHDRAWN
  }
}
