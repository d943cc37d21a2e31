package org.wardgate.pki;

import java.nio.file.Files;
import java.nio.file.Path;
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
  private final Clocks clocks;
  private final BoundedTime time;
  private final RegisterMark mark;
  private volatile @Nullable Opened opened;

  private record Opened(CertificateRegister register, Revocations revocations) {}

  RegisterOpener(
      Path directory,
      Supplier<Optional<Roots>> roots,
      Supplier<PkiSettings> settings,
      Clocks clocks,
      BoundedTime time) {
    this.directory = directory;
    this.roots = roots;
    this.settings = settings;
    this.clocks = clocks;
    this.time = time;
    this.mark = new RegisterMark(directory);
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
   * Opens it, or begins one if that is allowed; else one that is missing is opened as a damaged one
   * is.
   *
   * @throws RefusedException WG-PKI-0010
   */
  synchronized CertificateRegister open() throws RefusedException {
    Opened current = opened;
    if (current != null) {
      return current.register();
    }
    CertificateRegister register = CertificateRegister.open(file(), mark.allows());
    if (Files.exists(file())) {
      mark.use();
    }
    opened =
        new Opened(register, new Revocations(directory, register, roots, settings, clocks.wall()));
    return register;
  }

  Optional<CertificateRegister> opened() {
    return Optional.ofNullable(opened).map(Opened::register);
  }

  Optional<Revocations> revocations() {
    return Optional.ofNullable(opened).map(Opened::revocations);
  }

  /** Forgets what expired long ago by the time that no leap moves, if the clock can be right. */
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
            .compact(time.read(register.get()))
            .exceptionally(
                e -> {
                  LOG.warn("expired certificates are kept: {}", Failures.problem(e).line());
                  return 0;
                });
  }

  synchronized void close() {
    revocations().ifPresent(Revocations::close);
    opened().ifPresent(CertificateRegister::close);
  }
}
