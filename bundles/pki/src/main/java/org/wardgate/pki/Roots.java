package org.wardgate.pki;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.crypto.x509.Certificates;

/**
 * The roots this ward has now.
 *
 * @param state where the rollover stands
 * @param issuing signs what is new
 * @param other the next one while published, the one before while it is still trusted
 */
public record Roots(RolloverState state, Authority issuing, Optional<Authority> other) {
  /** All of them, the one that issues first. */
  public List<Authority> all() {
    return Stream.concat(Stream.of(issuing), other.stream()).toList();
  }

  /** Their certificates, the one that issues first. */
  public List<X509Certificate> anchors() {
    return all().stream().map(Authority::certificate).toList();
  }

  /** Their fingerprints, in the same order. */
  List<String> fingerprints() {
    return anchors().stream().map(anchor -> Certificates.sha256(anchor).hex()).toList();
  }

  /** What leads from the gateway's certificate to a root that devices may know alone. */
  List<X509Certificate> bridge() {
    return state.phase() == RolloverState.Phase.ACTIVATED
        ? issuing.newWithOld().stream().toList()
        : List.of();
  }

  /** The root of that key identifier. */
  public Optional<Authority> ofKeyId(String keyId) {
    return all().stream().filter(authority -> authority.keyId().equals(keyId)).findFirst();
  }
}
