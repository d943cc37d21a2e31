package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.Inventory;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.est.ServerKey;
import org.wardgate.crypto.x509.CertificationRequest;
import org.wardgate.onboarding.PendingEnrolments.Pending;

/**
 * A key made here and its certificate (RFC 9148 §4.8, RFC 7030 §4.4), for classes that the hospital
 * allows it for. The key is held in memory until it is answered, and nowhere else.
 */
abstract class ServerKeyEnrolment extends CsrResource {
  // RFC 7030 §4.4.1: smimeCapabilities, decryptKeyID, asymmDecryptKeyID ask for a wrapped key
  private static final Set<String> WRAPPING =
      Set.of("1.2.840.113549.1.9.15", "1.2.840.113549.1.9.16.2.37", "1.2.840.113549.1.9.16.2.54");

  private final Enrolments enrolments;
  private final Inventory inventory;
  private final CertificateFormat format;

  /**
   * @param name last segment of its path
   * @param format of the certificate beside the key
   */
  ServerKeyEnrolment(
      String name, Enrolments enrolments, Inventory inventory, CertificateFormat format) {
    super(name, String.valueOf(ContentFormat.MULTIPART_CORE));
    this.enrolments = enrolments;
    this.inventory = inventory;
    this.format = format;
  }

  @Override
  final Optional<Delivery> delivery(OptionalInt accept) {
    return accept.orElse(ContentFormat.MULTIPART_CORE) == ContentFormat.MULTIPART_CORE
        ? Optional.of(this::keyAndCertificate)
        : Optional.empty();
  }

  private Optional<Response> keyAndCertificate(X509Certificate certificate, Pending pending) {
    return pending
        .serverKey()
        .flatMap(ServerKey::pkcs8)
        .map(
            key ->
                Response.changed(
                    ContentFormat.MULTIPART_CORE,
                    MultipartCore.encode(
                        List.of(
                            new MultipartCore.Part(ContentFormat.PKCS8, key), part(certificate)))));
  }

  private MultipartCore.Part part(X509Certificate certificate) {
    Bytes content = format.encode(List.of(certificate));
    return new MultipartCore.Part(format.contentFormat(), content);
  }

  @Override
  final CompletionStage<Response> proven(
      BoundedRequest request, CertificationRequest csr, Delivery delivery) throws RefusedException {
    DeviceId device = request.peer().identity().device();
    if (!inventory.current().classOf(device).map(DeviceClass::serverKeysAllowed).orElse(false)) {
      throw new RefusedException(OnboardingErrors.SERVER_KEYS_BARRED, "");
    }
    refuseWrapping(csr);
    return enrolments.request(
        request,
        Wish.forServerKey(request.peer().identity(), csr),
        () -> Optional.of(ServerKey.like(csr)),
        delivery);
  }

  /** The session encrypts the key; a device that wants more must not get less. */
  private static void refuseWrapping(CertificationRequest csr) throws RefusedException {
    try {
      if (csr.attributeTypes().stream().anyMatch(WRAPPING::contains)) {
        throw new RefusedException(
            OnboardingErrors.SERVER_KEYS_BARRED, "keys are not wrapped beyond the session");
      }
    } catch (CryptoException e) {
      throw CsrReader.refused(e);
    }
  }
}
