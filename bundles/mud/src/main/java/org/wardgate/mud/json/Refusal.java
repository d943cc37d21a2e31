package org.wardgate.mud.json;

import java.util.Set;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;

/** A reason to refuse a file, with its place. Carries no stack trace: it says all there is. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;
  private static final Set<String> OUR_MODULES =
      Set.of("ietf-mud:", "ietf-acldns:", "ietf-access-control-list:");

  private final transient ErrorCode errorCode;
  private final transient Place place;
  private final String what;

  /**
   * @param errorCode the catalogue entry
   * @param place where
   * @param what what of this file led to it
   */
  public Refusal(ErrorCode errorCode, Place place, String what) {
    super(errorCode.code() + " " + what, null, false, false);
    this.errorCode = errorCode;
    this.place = place;
    this.what = what;
  }

  /**
   * A node nobody here knows, where ignoring it could widen what the file allows. With the prefix
   * of a foreign module it belongs to an extension (RFC 8520 §3.9).
   */
  public static Refusal unknown(Place place, String key) {
    boolean foreign = key.indexOf(':') > 0 && OUR_MODULES.stream().noneMatch(key::startsWith);
    return new Refusal(foreign ? MudErrors.UNKNOWN_EXTENSION : MudErrors.UNKNOWN_NODE, place, key);
  }

  /** The catalogue entry. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** Where. */
  public Place place() {
    return place;
  }

  /** What of this file led to it. */
  public String what() {
    return what;
  }

  /** As other stages know refusals. */
  public RefusedException toRefused() {
    String where = place.toString();
    return new RefusedException(errorCode, where.isEmpty() ? what : where + ": " + what);
  }
}
