package org.wardgate.api.view;

import java.time.Instant;
import java.util.List;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.Change;

/**
 * A change of what appraisals depend on that waits for people, because it would worsen too many
 * devices.
 *
 * @param change what
 * @param issuer who signed it
 * @param summary one line
 * @param since when it is held
 * @param worsened devices that it would worsen, by id
 * @param consideredCount devices whose evidence was tried
 * @param approvals who approved it so far
 */
public record ChangeView(
    Change change,
    String issuer,
    String summary,
    Instant since,
    List<DeviceId> worsened,
    int consideredCount,
    List<String> approvals) {
  /** Copies the lists. */
  public ChangeView {
    worsened = List.copyOf(worsened);
    approvals = List.copyOf(approvals);
  }
}
