package org.wardgate.decision.state;

import org.wardgate.api.attestation.Change;

/**
 * What changes, whatever the version; or a version that counts already.
 *
 * @param kind of the change
 * @param id stable over its versions
 * @param adopted hexadecimal digest of a version that counts; empty for the one under way
 */
public record ChangeKey(Change.Kind kind, String id, String adopted) {
  /** Of a change under way. */
  public static ChangeKey of(Change change) {
    return new ChangeKey(change.kind(), change.id(), "");
  }
}
