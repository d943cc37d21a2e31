package org.wardgate.pki;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.pki.register.CertificateRegister;
import org.wardgate.pki.status.Revocations;

/** Opens the register when it may be, and what speaks from it. Thread-safe. */
final class RegisterOpener {
  private static final String NAME = "register";
  private static final Logger LOG = LoggerFactory.getLogger(RegisterOpener.class);

  private final Path directory;
  private final Supplier<Optional<Roots>> roots;
  private final Supplier<PkiSettings> settings;
  private final Clock clock;
  private volatile @Nullable Opened opened;

  private record Opened(CertificateRegister register, Revocations revocations) {}

  RegisterOpener(
      Path directory,
      Supplier<Optional<Roots>> roots,
      Supplier<PkiSettings> settings,
      Clock clock) {
    this.directory = directory;
    this.roots = roots;
    this.settings = settings;
    this.clock = clock;
  }

  Path file() {
    return directory.resolve(NAME);
  }

  /**
   * Opens it if there is one: who was revoked is known even while the CA's keys are not open.
   *
   * @throws RefusedException WG-PKI-0010
   */
  void openExisting() throws RefusedException {
    if (Files.exists(file())) {
      var unused = open();
    }
  }

  /**
   * Opens it, or begins one.
   *
   * @throws RefusedException WG-PKI-0010
   */
  synchronized CertificateRegister open() throws RefusedException {
    Opened current = opened;
    if (current != null) {
      return current.register();
    }
    CertificateRegister register = CertificateRegister.open(file());
    opened = new Opened(register, new Revocations(directory, register, roots, settings, clock));
    return register;
  }

  Optional<CertificateRegister> opened() {
    return Optional.ofNullable(opened).map(Opened::register);
  }

  Optional<Revocations> revocations() {
    return Optional.ofNullable(opened).map(Opened::revocations);
  }

  /** Forgets what expired long ago, if the clock can be right. */
  void forgetExpired(Roots roots, Instant now) {
    Optional<CertificateRegister> register = opened();
    if (register.isEmpty() || register.get().damaged()) {
      return;
    }
    try {
      roots.issuing().requireRightClock(now);
    } catch (RefusedException e) {
      LOG.warn("{}", e.problem().line());
      return;
    }
    var unused =
        register
            .get()
            .compact(now)
            .exceptionally(
                e -> {
                  LOG.warn("expired certificates are kept: {}", Failures.problem(e).line());
                  return 0;
                });
  }

  synchronized void close() {
    opened().ifPresent(CertificateRegister::close);
  }
}
