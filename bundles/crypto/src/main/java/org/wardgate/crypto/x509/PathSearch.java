package org.wardgate.crypto.x509;

import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * Searches paths from an end entity to an anchor by name, depth first, and takes the first one that
 * passes the check. Work is bounded, since a stranger chooses the certificates. For one use, by one
 * thread.
 */
final class PathSearch {
  /** What must hold for a whole path, end entity first, anchor last. */
  interface Check {
    void check(List<X509Certificate> path) throws CryptoException;
  }

  private static final int STEPS_MAX_COUNT = 512;
  private static final int PATHS_MAX_COUNT = 16;

  private final Set<X509Certificate> intermediates = new LinkedHashSet<>();
  private final Set<X509Certificate> anchors;
  private final Check check;
  private final Deque<X509Certificate> path = new ArrayDeque<>();
  private int steps;
  private int paths;
  private @Nullable CryptoException failure;

  PathSearch(
      Collection<X509Certificate> sent,
      Collection<X509Certificate> held,
      Collection<X509Certificate> anchors,
      Check check) {
    intermediates.addAll(sent);
    intermediates.addAll(held);
    this.anchors = new LinkedHashSet<>(anchors);
    intermediates.removeAll(this.anchors);
    this.check = check;
  }

  List<X509Certificate> from(X509Certificate leaf) throws CryptoException {
    path.addLast(leaf);
    Optional<List<X509Certificate>> found = extend(leaf);
    if (found.isPresent()) {
      return found.get();
    }
    throw failure != null
        ? failure
        : new CryptoException(Reason.UNTRUSTED, "no path leads to a trusted certificate");
  }

  private Optional<List<X509Certificate>> extend(X509Certificate last) {
    for (X509Certificate anchor : anchors) {
      if (leads(last, anchor) && passes(anchor)) {
        List<X509Certificate> complete = new ArrayList<>(path);
        complete.add(anchor);
        return Optional.of(List.copyOf(complete));
      }
    }
    // one place is kept for the anchor
    if (path.size() + 1 >= ChainValidator.PATH_MAX_COUNT) {
      return Optional.empty();
    }
    for (X509Certificate next : intermediates) {
      if (leads(last, next) && !path.contains(next)) {
        path.addLast(next);
        Optional<List<X509Certificate>> found = extend(next);
        if (found.isPresent()) {
          return found;
        }
        path.removeLast();
      }
    }
    return Optional.empty();
  }

  private boolean leads(X509Certificate subject, X509Certificate issuer) {
    return steps++ < STEPS_MAX_COUNT
        && subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
  }

  private boolean passes(X509Certificate anchor) {
    if (paths++ >= PATHS_MAX_COUNT) {
      return false;
    }
    List<X509Certificate> complete = new ArrayList<>(path);
    complete.add(anchor);
    try {
      check.check(complete);
      return true;
    } catch (CryptoException e) {
      remember(SignatureCheck.explain(complete, e));
      return false;
    }
  }

  /** A path that only its date or use spoils says more than a signature that does not fit. */
  private void remember(CryptoException e) {
    if (failure == null || rank(e.reason()) > rank(failure.reason())) {
      failure = e;
    }
  }

  private static int rank(Reason reason) {
    return switch (reason) {
      case UNTRUSTED -> 0;
      case BAD_SIGNATURE -> 1;
      case WEAK_KEY, BAD_ALGORITHM -> 2;
      default -> 3;
    };
  }
}
