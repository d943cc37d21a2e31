package org.wardgate.crypto.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who signed.
 *
 * @param certificate the signer's
 * @param path from it to the anchor, both included
 * @param signingTime what the signer says about when; nobody vouches for it
 */
public record CmsSigner(
    X509Certificate certificate, List<X509Certificate> path, Optional<Instant> signingTime) {
  /** Copies the path. */
  public CmsSigner {
    path = List.copyOf(path);
  }
}
