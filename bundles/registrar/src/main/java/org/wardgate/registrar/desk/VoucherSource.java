package org.wardgate.registrar.desk;

import java.time.Clock;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.Masa;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.registrar.masa.AuditLog;
import org.wardgate.registrar.masa.DomainId;
import org.wardgate.registrar.masa.MasaClient;
import org.wardgate.registrar.offline.RequestFolder;
import org.wardgate.registrar.offline.VoucherFolder;
import org.wardgate.registrar.voucher.Expected;
import org.wardgate.registrar.voucher.RegistrarRequest;
import org.wardgate.registrar.voucher.Voucher;

/**
 * Gets vouchers: from the MASA; from the folder if there is no MASA to ask or it cannot be reached.
 * A MASA that refuses is not passed by. Blocks its caller. Thread-safe.
 */
final class VoucherSource implements AutoCloseable {
  private final Supplier<Settings> settings;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final MasaClient masas = new MasaClient();
  private VoucherFolder folder;
  private Settings folderOf;

  VoucherSource(Supplier<Settings> settings, Clock clock, LongSupplier nanoTime) {
    this.settings = settings;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.folderOf = settings.get();
    this.folder = new VoucherFolder(folderOf.voucherDirectory(), nanoTime);
  }

  Found find(Inquiry inquiry) throws RefusedException {
    Settings current = settings.get();
    if (inquiry.pledge().manufacturer().masa().url().isEmpty()) {
      return offline(inquiry, current);
    }
    try {
      return online(inquiry, current);
    } catch (RefusedException e) {
      if (!e.errorCode().equals(OnboardingErrors.MASA_UNREACHABLE)) {
        throw e;
      }
      try {
        return offline(inquiry, current);
      } catch (RefusedException none) {
        // a file that does not count says more than a MASA that is away; a missing one less
        throw none.errorCode().equals(OnboardingErrors.NO_OFFLINE_VOUCHER) ? e : none;
      }
    }
  }

  private Found online(Inquiry inquiry, Settings current) throws RefusedException {
    Masa masa = inquiry.pledge().manufacturer().masa();
    Bytes request =
        RegistrarRequest.of(inquiry.pledge(), inquiry.request(), inquiry.own(), clock.instant());
    Bytes answer =
        masas.requestVoucher(masa, inquiry.own().credential(), request, current.masaTimeout());
    Voucher voucher = Voucher.verified(answer, expected(inquiry, current));
    String odd = current.audit() == AuditRule.OFF ? "" : audited(inquiry, request, masa, current);
    return new Found(voucher.forPledge(), kind(voucher) + " from " + masa.url() + odd);
  }

  private String audited(Inquiry inquiry, Bytes request, Masa masa, Settings current)
      throws RefusedException {
    try {
      AuditLog.of(
              masas.requestAuditLog(
                  masa, inquiry.own().credential(), request, current.masaTimeout()))
          .requireOnly(DomainId.of(inquiry.own().pinnable()));
      return "";
    } catch (RefusedException e) {
      if (current.audit() == AuditRule.REQUIRE) {
        throw e.errorCode().equals(OnboardingErrors.AUDIT_LOG_SUSPECT)
            ? e
            : new RefusedException(OnboardingErrors.AUDIT_LOG_SUSPECT, e.detail(), e);
      }
      return "; " + OnboardingErrors.AUDIT_LOG_SUSPECT.code() + " audit log: " + e.detail();
    }
  }

  private Found offline(Inquiry inquiry, Settings current) throws RefusedException {
    if (current.audit() == AuditRule.REQUIRE) {
      throw new RefusedException(
          OnboardingErrors.NO_OFFLINE_VOUCHER, "auditLog is require, and a file has no log");
    }
    RefusedException failure = new RefusedException(OnboardingErrors.NO_OFFLINE_VOUCHER, "");
    for (Bytes file : files(current, inquiry.pledge().serial())) {
      try {
        Voucher voucher = Voucher.verified(file, expected(inquiry, current));
        return new Found(voucher.forPledge(), kind(voucher) + " from a file");
      } catch (RefusedException e) {
        failure = e;
      }
    }
    if (current.nonceless().allowed()) {
      new RequestFolder(current.voucherDirectory().resolve("requests"))
          .leave(
              inquiry.pledge().device(),
              clock.instant(),
              () -> RegistrarRequest.nonceless(inquiry.pledge(), inquiry.own(), clock.instant()));
    }
    throw failure;
  }

  private synchronized List<Bytes> files(Settings current, String serial) {
    if (!current.voucherDirectory().equals(folderOf.voucherDirectory())) {
      folderOf = current;
      folder = new VoucherFolder(current.voucherDirectory(), nanoTime);
    }
    return folder.of(serial);
  }

  private Expected expected(Inquiry inquiry, Settings current) {
    return new Expected(
        inquiry.pledge(),
        inquiry.request().nonce(),
        inquiry.own(),
        current.nonceless(),
        clock.instant());
  }

  private static String kind(Voucher voucher) {
    return (voucher.nonced() ? "nonced" : "nonceless") + ", " + voucher.assertion().text();
  }

  @Override
  public void close() {
    masas.close();
  }
}
