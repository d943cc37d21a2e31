package org.wardgate.pki.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;

/** File and memory together. Written by one thread; reading by serial number is for any. */
final class Ledger implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final RegisterIndex index;
  private final Optional<RegisterFile> file;
  private final String damage;
  private final List<RegisterRecord> planned = new ArrayList<>();
  private final List<Runnable> undo = new ArrayList<>();

  private Ledger(RegisterIndex index, Optional<RegisterFile> file, String damage) {
    this.index = index;
    this.file = file;
    this.damage = damage;
  }

  /**
   * Reads the file, or begins one. A damaged one is opened for reading alone, and so is one that is
   * missing though it should be there.
   *
   * @param mayBegin whether there was none before
   * @throws RefusedException WG-PKI-0010 if the file cannot be used at all
   */
  static Ledger open(Path path, boolean mayBegin) throws RefusedException {
    try {
      if (!mayBegin && !Files.exists(path)) {
        return damaged(path, new RegisterIndex(), "the file is missing");
      }
      RegisterFile.ensure(path);
      RegisterScan scan = RegisterScan.of(path);
      RegisterIndex index = new RegisterIndex();
      Optional<String> contradiction = fill(index, scan);
      Optional<String> damage = scan.damage().or(() -> contradiction);
      if (damage.isPresent()) {
        return damaged(path, index, damage.get());
      }
      return new Ledger(index, Optional.of(RegisterFile.open(path, scan)), "");
    } catch (IOException e) {
      throw new RefusedException(PkiErrors.REGISTER_UNWRITABLE, String.valueOf(e.getMessage()), e);
    }
  }

  private static Ledger damaged(Path path, RegisterIndex index, String damage) {
    LOG.error("{} {}: {}", PkiErrors.REGISTER_DAMAGED.code(), path, damage);
    return new Ledger(index, Optional.empty(), damage);
  }

  private static Optional<String> fill(RegisterIndex index, RegisterScan scan) {
    try {
      // what leads back is needed only until the file is written, and it is
      scan.records().forEach(index::apply);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("a record that contradicts another: " + e.getMessage());
    }
  }

  RegisterIndex index() {
    return index;
  }

  /** Whether the file is damaged: then it takes nothing and nothing good can be said of anybody. */
  boolean damaged() {
    return file.isEmpty();
  }

  /**
   * Refuses a damaged register.
   *
   * @throws RefusedException WG-PKI-0009
   */
  void requireIntact() throws RefusedException {
    if (file.isEmpty()) {
      throw new RefusedException(PkiErrors.REGISTER_DAMAGED, damage);
    }
  }

  /** Takes records in memory; {@link #flush} puts them on disk. */
  void plan(List<RegisterRecord> records) {
    for (RegisterRecord each : records) {
      undo.add(index.apply(each));
      planned.add(each);
    }
  }

  /**
   * Puts on disk what was planned; if that fails nothing of it holds.
   *
   * @throws RefusedException WG-PKI-0009, WG-PKI-0010
   */
  void flush() throws RefusedException {
    if (planned.isEmpty()) {
      return;
    }
    requireIntact();
    try {
      file.orElseThrow().append(planned);
    } catch (IOException e) {
      for (int i = undo.size() - 1; i >= 0; i--) {
        undo.get(i).run();
      }
      throw new RefusedException(PkiErrors.REGISTER_UNWRITABLE, String.valueOf(e.getMessage()), e);
    } finally {
      planned.clear();
      undo.clear();
    }
  }

  /**
   * Forgets what does not fit, in memory and on disk; does nothing while anything is planned.
   *
   * @throws RefusedException WG-PKI-0009, WG-PKI-0010; then everything is kept
   */
  void compact(Predicate<RegisteredCertificate> wanted) throws RefusedException {
    requireIntact();
    if (!planned.isEmpty() || index.all().stream().allMatch(wanted)) {
      return;
    }
    try {
      file.orElseThrow().replace(index.records(wanted));
      index.retain(wanted);
    } catch (IOException e) {
      throw new RefusedException(PkiErrors.REGISTER_UNWRITABLE, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      if (file.isPresent()) {
        file.get().close();
      }
    } catch (IOException e) {
      LOG.warn("closing the certificate register failed; what it took is on disk", e);
    }
  }
}
