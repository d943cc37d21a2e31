package org.wardgate.pki.register;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.pki.RevocationReason;

/** One line of the register, without its checksum. */
sealed interface RegisterRecord {
  /** Longest line, in characters. */
  int LINE_MAX_CHARS = 320;

  /** What stands in the file. */
  String text();

  /** The file's first line. */
  record Header() implements RegisterRecord {
    private static final String TEXT = "wardgate-register 1";

    @Override
    public String text() {
      return TEXT;
    }
  }

  /**
   * A certificate was issued.
   *
   * @param certificate as it was then, not revoked
   */
  record Issued(RegisteredCertificate certificate) implements RegisterRecord {
    private static final String NOBODY = "-";

    @Override
    public String text() {
      return "I %s %s %s %d %d"
          .formatted(
              certificate.serialNumber().toString(Fields.HEX),
              certificate.issuer(),
              certificate.device().map(DeviceId::value).orElse(NOBODY),
              certificate.issuedAt().getEpochSecond(),
              certificate.notAfter().getEpochSecond());
    }

    private static Issued of(String[] fields) {
      Optional<DeviceId> device =
          fields[3].equals(NOBODY) ? Optional.empty() : Optional.of(new DeviceId(fields[3]));
      return new Issued(
          new RegisteredCertificate(
              new BigInteger(fields[1], Fields.HEX),
              fields[2],
              device,
              Fields.time(fields[4]),
              Fields.time(fields[5]),
              Optional.empty()));
    }
  }

  /**
   * A certificate was taken back.
   *
   * @param serialNumber which
   * @param revocation why
   */
  record Revoked(BigInteger serialNumber, Revocation revocation) implements RegisterRecord {
    @Override
    public String text() {
      return "R %s %d %s"
          .formatted(
              serialNumber.toString(Fields.HEX),
              revocation.at().getEpochSecond(),
              revocation.reason());
    }

    private static Revoked of(String[] fields) {
      return new Revoked(
          new BigInteger(fields[1], Fields.HEX),
          new Revocation(Fields.time(fields[2]), RevocationReason.valueOf(fields[3])));
    }
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is nothing of the kind
   */
  static RegisterRecord of(String text) {
    if (text.equals(Header.TEXT)) {
      return new Header();
    }
    String[] fields = text.split(" ", -1);
    if (fields[0].equals("I") && fields.length == Fields.ISSUED_COUNT) {
      return Issued.of(fields);
    }
    if (fields[0].equals("R") && fields.length == Fields.REVOKED_COUNT) {
      return Revoked.of(fields);
    }
    throw new IllegalArgumentException("no record of the register");
  }

  /** The form of single fields. */
  final class Fields {
    private static final int HEX = 16;
    private static final int ISSUED_COUNT = 6;
    private static final int REVOKED_COUNT = 4;

    private Fields() {}

    private static Instant time(String seconds) {
      try {
        return Instant.ofEpochSecond(Long.parseLong(seconds));
      } catch (java.time.DateTimeException e) {
        throw new IllegalArgumentException("a time out of range", e);
      }
    }
  }
}
