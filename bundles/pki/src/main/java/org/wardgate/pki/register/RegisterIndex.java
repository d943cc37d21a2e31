package org.wardgate.pki.register;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wardgate.api.DeviceId;
import org.wardgate.pki.register.RegisterRecord.Issued;
import org.wardgate.pki.register.RegisterRecord.Revoked;

/** The register in memory. Any thread reads by serial number; one thread does the rest. */
final class RegisterIndex {
  private final Map<BigInteger, RegisteredCertificate> bySerial = new ConcurrentHashMap<>();
  private final Map<DeviceId, List<BigInteger>> byDevice = new HashMap<>();
  private final AtomicLong revocations = new AtomicLong();

  Optional<RegisteredCertificate> find(BigInteger serialNumber) {
    return Optional.ofNullable(bySerial.get(serialNumber));
  }

  int size() {
    return bySerial.size();
  }

  /** Rises with every change of what is revoked. */
  long revocations() {
    return revocations.get();
  }

  Collection<RegisteredCertificate> all() {
    return bySerial.values();
  }

  /** A device's certificates, oldest first. */
  List<RegisteredCertificate> of(DeviceId device) {
    return byDevice.getOrDefault(device, List.of()).stream()
        .flatMap(serial -> Stream.ofNullable(bySerial.get(serial)))
        .toList();
  }

  /**
   * Takes what a record says.
   *
   * @return what takes it back again
   * @throws IllegalArgumentException if it contradicts what is here
   */
  Runnable apply(RegisterRecord change) {
    if (change instanceof Issued issued) {
      return issued(issued.certificate());
    }
    if (change instanceof Revoked revoked) {
      return revoked(revoked);
    }
    throw new IllegalArgumentException("a second header");
  }

  private Runnable issued(RegisteredCertificate certificate) {
    if (bySerial.putIfAbsent(certificate.serialNumber(), certificate) != null) {
      throw new IllegalArgumentException("a serial number twice");
    }
    certificate
        .device()
        .ifPresent(
            device ->
                byDevice
                    .computeIfAbsent(device, d -> new ArrayList<>(1))
                    .add(certificate.serialNumber()));
    return () -> forget(certificate);
  }

  private Runnable revoked(Revoked change) {
    RegisteredCertificate before = bySerial.get(change.serialNumber());
    if (before == null) {
      throw new IllegalArgumentException("a revocation of what was never issued");
    }
    bySerial.put(change.serialNumber(), before.revoked(change.revocation()));
    revocations.incrementAndGet();
    return () -> {
      bySerial.put(change.serialNumber(), before);
      revocations.incrementAndGet();
    };
  }

  /** Drops all that do not fit. */
  void retain(Predicate<RegisteredCertificate> wanted) {
    List<RegisteredCertificate> unwanted = all().stream().filter(wanted.negate()).toList();
    unwanted.forEach(this::forget);
    if (unwanted.stream().anyMatch(certificate -> certificate.revocation().isPresent())) {
      revocations.incrementAndGet();
    }
  }

  /** Records that lead to what fits of what is here; a device's oldest certificate first. */
  List<RegisterRecord> records(Predicate<RegisteredCertificate> wanted) {
    List<RegisterRecord> records = new ArrayList<>(size());
    all().stream()
        .filter(c -> c.device().isEmpty() && wanted.test(c))
        .forEach(c -> add(c, records));
    byDevice
        .keySet()
        .forEach(device -> of(device).stream().filter(wanted).forEach(c -> add(c, records)));
    return records;
  }

  /** Whether a root's certificates are still with devices. */
  boolean anyLive(String issuer, Instant now) {
    return all().stream()
        .anyMatch(c -> c.device().isPresent() && c.issuer().equals(issuer) && c.live(now));
  }

  private static void add(RegisteredCertificate certificate, List<RegisterRecord> to) {
    to.add(new Issued(certificate));
    certificate.revocation().ifPresent(why -> to.add(new Revoked(certificate.serialNumber(), why)));
  }

  private void forget(RegisteredCertificate certificate) {
    bySerial.remove(certificate.serialNumber());
    certificate
        .device()
        .ifPresent(
            device ->
                byDevice.computeIfPresent(
                    device,
                    (d, serials) -> {
                      serials.remove(certificate.serialNumber());
                      return serials.isEmpty() ? null : serials;
                    }));
  }
}
