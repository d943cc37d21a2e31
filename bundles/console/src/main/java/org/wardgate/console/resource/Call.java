package org.wardgate.console.resource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.console.ConsoleErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.console.access.Access;

/**
 * One admitted request.
 *
 * @param operator who asks, from the token
 * @param variables what stands in the path where the route has {@code *}
 * @param body reads the body
 * @param upload opens a body that is no JSON
 */
record Call(String operator, List<String> variables, Body body, Upload upload) {

  /** The device the path names. */
  DeviceId device() throws RefusedException {
    try {
      return new DeviceId(variables.get(0));
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ConsoleErrors.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Refuses the admin's token: it is everybody's who may use the machine, nobody's in particular.
   *
   * @throws RefusedException {@link ConsoleErrors#NEEDS_OPERATOR}
   */
  void requirePerson() throws RefusedException {
    if (operator.equals(Access.OPERATOR)) {
      throw new RefusedException(ConsoleErrors.NEEDS_OPERATOR, "");
    }
  }

  /** Reads a bounded body. */
  @FunctionalInterface
  interface Body {

    /**
     * The whole body.
     *
     * @throws RefusedException if it is too large or not JSON by its declared type
     */
    byte[] read(int maxBytes) throws IOException, RefusedException;

    /**
     * The whole body, at most {@link RequestBody#BODY_MAX_BYTES}.
     *
     * @throws RefusedException if it is too large or not JSON by its declared type
     */
    default byte[] read() throws IOException, RefusedException {
      return read(RequestBody.BODY_MAX_BYTES);
    }
  }

  /** Opens a body that is no JSON, to be read as it comes. */
  @FunctionalInterface
  interface Upload {

    /**
     * The body; reading fails beyond the limit.
     *
     * @param types media types, one of which it must declare
     * @throws RefusedException if it is too large by its declared length, or of another type
     */
    InputStream open(Set<String> types, long maxBytes) throws IOException, RefusedException;
  }
}
