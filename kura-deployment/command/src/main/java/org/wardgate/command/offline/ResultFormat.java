package org.wardgate.command.offline;

import java.security.PrivateKey;
import java.util.Optional;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.ear.Ear;
import org.wardgate.attestation.ear.SignedEar;
import org.wardgate.command.line.UsageException;
import org.wardgate.references.offline.SigningKey;

/**
 * How a signed attestation result is written.
 *
 * @param cwt as CWT in hexadecimal, otherwise as JWT
 * @param key of the signer, on P-256
 */
record ResultFormat(boolean cwt, PrivateKey key) {
  private static final int KEY_MAX_BYTES = 16 * 1024;

  /**
   * From the options.
   *
   * @return empty for plain JSON
   * @throws UsageException if they do not go together
   */
  static Optional<ResultFormat> of(Optional<String> format, Optional<String> keyFile)
      throws UsageException, RefusedException {
    String name = format.orElse("json");
    if (name.equals("json") && keyFile.isEmpty()) {
      return Optional.empty();
    }
    if (!name.equals("cwt") && !name.equals("jwt")) {
      throw new UsageException("--format is json, cwt or jwt; json is not signed");
    }
    String file =
        keyFile.orElseThrow(() -> new UsageException("--format " + name + " needs --sign-key"));
    return Optional.of(
        new ResultFormat(
            name.equals("cwt"), SigningKey.ofPem(CaseSource.file(file, KEY_MAX_BYTES))));
  }

  String write(Ear result) {
    return cwt ? SignedEar.cwt(result, key).hex() : SignedEar.jwt(result, key);
  }
}
