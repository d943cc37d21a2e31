package org.wardgate.conformity.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.conformity.ConformityErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.conformity.form.Tokens;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Status;
import org.wardgate.conformity.testing.Examples;
import org.wardgate.conformity.testing.TestWard;
import org.wardgate.crypto.CryptoException;

class CertificateVerifierTest {
  private static final TestWard WARD = new TestWard("Ward");
  private static final GatewayCredential GATEWAY = WARD.gateway(Examples.GATEWAY);
  private static final Claims GOOD =
      Examples.claims(Examples.trusted(), Optional.of(TestWard.deviceKey()));
  private static final Optional<DeviceId> PUMP = Optional.of(Examples.DEVICE);

  private static CertificateVerifier at(Instant at) {
    return new CertificateVerifier(List.of(WARD.root()), at);
  }

  private static Bytes signed(Claims claims, Format format, GatewayCredential by)
      throws CryptoException {
    return Tokens.sign(claims, format, by);
  }

  private static Bytes status(Status status) throws CryptoException {
    return Tokens.sign(status, Format.CWT, GATEWAY);
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.errorCode()).as(e.getMessage()).isEqualTo(code));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aGoodCertificateCounts(Format format) throws Exception {
    CertificateVerifier verifier = at(TestWard.NOW.plusSeconds(30));
    Claims claims = verifier.authentic(signed(GOOD, format, GATEWAY), PUMP);
    assertThat(claims).isEqualTo(GOOD);
    verifier.notRevoked(claims, status(Examples.status(Status.State.VALID)));
    CertificateVerifier.trusted(claims);
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatAnotherSignedIsNotAuthentic(Format format) throws Exception {
    CertificateVerifier verifier = at(TestWard.NOW);
    for (GatewayCredential other :
        List.of(
            new TestWard("Ward").gateway(Examples.GATEWAY),
            WARD.gateway("gateway-2"),
            WARD.device(Examples.GATEWAY),
            new TestWard.Credential(
                WARD.gateway(Examples.GATEWAY).privateKey(), GATEWAY.chain(), List.of()))) {
      Bytes token = signed(GOOD, format, other);
      refused(ConformityErrors.NOT_AUTHENTIC, () -> verifier.authentic(token, PUMP));
    }
  }

  @Test
  void withoutAnchorsNothingIsAuthentic() throws Exception {
    Bytes token = signed(GOOD, Format.JWT, GATEWAY);
    refused(
        ConformityErrors.NOT_AUTHENTIC,
        () ->
            new CertificateVerifier(List.<X509Certificate>of(), TestWard.NOW)
                .authentic(token, PUMP));
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void itCountsInItsTimeAlone(Format format) throws Exception {
    Bytes token = signed(GOOD, format, GATEWAY);
    assertThatCode(() -> at(TestWard.NOW.minusSeconds(60)).authentic(token, PUMP))
        .doesNotThrowAnyException();
    assertThatCode(() -> at(TestWard.NOW.plusSeconds(119)).authentic(token, PUMP))
        .doesNotThrowAnyException();
    for (Instant when : List.of(TestWard.NOW.minusSeconds(61), TestWard.NOW.plusSeconds(120))) {
      refused(ConformityErrors.NOT_IN_TIME, () -> at(when).authentic(token, PUMP));
    }
    refused(
        ConformityErrors.NOT_AUTHENTIC,
        () -> at(TestWard.NOW.plusSeconds(86_400)).authentic(token, PUMP));
  }

  @Test
  void aValidityThatIsTooLongOrTurnedAroundIsRefused() throws Exception {
    for (Instant end :
        List.of(TestWard.NOW.plusSeconds(301), TestWard.NOW, TestWard.NOW.minusSeconds(1))) {
      Claims odd =
          new Claims(
              GOOD.id(),
              GOOD.issuer(),
              GOOD.device(),
              GOOD.issuedAt(),
              end,
              GOOD.deviceKey(),
              GOOD.standing());
      Bytes token = signed(odd, Format.CWT, GATEWAY);
      refused(
          ConformityErrors.NOT_IN_TIME,
          () -> at(TestWard.NOW.minusSeconds(2)).authentic(token, PUMP));
    }
  }

  @Test
  void anotherDevicesCertificateIsRefused() throws Exception {
    Bytes token = signed(GOOD, Format.JWT, GATEWAY);
    refused(
        ConformityErrors.OTHER_DEVICE,
        () -> at(TestWard.NOW).authentic(token, Optional.of(new DeviceId("pump-2"))));
  }

  @Test
  void aDeviceThatIsNotTrustedIsToldApart() throws Exception {
    Claims bad = Examples.claims(Examples.distrusted(), Optional.empty());
    Claims claims = at(TestWard.NOW).authentic(signed(bad, Format.VC_JWT, GATEWAY), PUMP);
    refused(ConformityErrors.NOT_TRUSTED, () -> CertificateVerifier.trusted(claims));
  }

  @Test
  void whatIsNotValidByItsStatusDoesNotCount() throws Exception {
    CertificateVerifier verifier = at(TestWard.NOW);
    Bytes revoked = status(Examples.status(Status.State.REVOKED));
    Bytes expired = status(Examples.status(Status.State.EXPIRED));
    Bytes unknown = status(Examples.status(Status.State.UNKNOWN));
    refused(ConformityErrors.REVOKED, () -> verifier.notRevoked(GOOD, revoked));
    refused(ConformityErrors.NOT_IN_TIME, () -> verifier.notRevoked(GOOD, expired));
    refused(ConformityErrors.STATUS_UNKNOWN, () -> verifier.notRevoked(GOOD, unknown));
  }

  @Test
  void aStatusOfAnotherCertificateGatewayOrTimeIsRefused() throws Exception {
    Status valid = Examples.status(Status.State.VALID);
    Status ofAnother =
        new Status(
            Bytes.of(new byte[16]),
            valid.issuer(),
            valid.issuedAt(),
            valid.expiresAt(),
            valid.state(),
            valid.since(),
            valid.decision());
    Bytes other = status(ofAnother);
    refused(ConformityErrors.BAD_STATUS, () -> at(TestWard.NOW).notRevoked(GOOD, other));
    Bytes old = status(valid);
    refused(
        ConformityErrors.BAD_STATUS, () -> at(TestWard.NOW.plusSeconds(60)).notRevoked(GOOD, old));
    Status endless =
        new Status(
            valid.certificateId(),
            valid.issuer(),
            valid.issuedAt(),
            valid.issuedAt().plusSeconds(3_600),
            valid.state(),
            valid.since(),
            valid.decision());
    Bytes forever = status(endless);
    refused(ConformityErrors.BAD_STATUS, () -> at(TestWard.NOW).notRevoked(GOOD, forever));
    Status foreign =
        new Status(
            valid.certificateId(),
            "gateway-2",
            valid.issuedAt(),
            valid.expiresAt(),
            valid.state(),
            valid.since(),
            valid.decision());
    Bytes second = Tokens.sign(foreign, Format.JWT, WARD.gateway("gateway-2"));
    refused(ConformityErrors.BAD_STATUS, () -> at(TestWard.NOW).notRevoked(GOOD, second));
    Bytes forged = Tokens.sign(valid, Format.JWT, new TestWard("Ward").gateway(Examples.GATEWAY));
    refused(ConformityErrors.NOT_AUTHENTIC, () -> at(TestWard.NOW).notRevoked(GOOD, forged));
  }

  @Test
  void aCertificateIsNoStatusAndTheOtherWayRound() throws Exception {
    Bytes certificate = signed(GOOD, Format.CWT, GATEWAY);
    Bytes status = status(Examples.status(Status.State.VALID));
    refused(ConformityErrors.MALFORMED, () -> at(TestWard.NOW).notRevoked(GOOD, certificate));
    refused(ConformityErrors.MALFORMED, () -> at(TestWard.NOW).authentic(status, PUMP));
    refused(ConformityErrors.MALFORMED, () -> at(TestWard.NOW).authentic(Bytes.EMPTY, PUMP));
  }
}
