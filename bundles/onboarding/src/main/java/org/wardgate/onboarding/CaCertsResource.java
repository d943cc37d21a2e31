package org.wardgate.onboarding;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;

/**
 * EST {@code /crts}: the ward's anchors all of them while the ward CA's key changes (RFC 9148 §4.2,
 * RFC 7030 §4.1). Thread-safe.
 */
@Component(name = "org.wardgate.onboarding.crts", service = ResourceHandler.class)
public final class CaCertsResource implements ResourceHandler {
  /** Where it is. */
  static final String PATH = ".well-known/est/crts";

  private static final long ABSENT_RETRY_SECONDS = 5;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable GatewayCredential credential;

  /** For the component runtime, which then sets the credential. */
  public CaCertsResource() {}

  CaCertsResource(GatewayCredential credential) {
    this.credential = credential;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.GET);
  }

  @Override
  public int payloadMaxBytes() {
    return 0;
  }

  @Override
  public Map<String, String> linkAttributes() {
    // RFC 9148 §4.1
    return Map.of("rt", "ace.est.crts", "ct", "281 287 62");
  }

  @Override
  public CompletionStage<Response> handle(BoundedRequest request) {
    GatewayCredential current = credential;
    if (current == null) {
      return Answers.later(ABSENT_RETRY_SECONDS, OnboardingErrors.WARD_CA_ABSENT);
    }
    List<X509Certificate> anchors = current.wardAnchors();
    return Answers.now(
        CertificateFormat.of(request.accept(), offered(anchors))
            .map(format -> Response.content(format.contentFormat(), format.encode(anchors)))
            .orElseGet(() -> Response.empty(ResponseCode.NOT_ACCEPTABLE)));
  }

  /** A single certificate cannot say that there are several. */
  private static List<CertificateFormat> offered(List<X509Certificate> anchors) {
    return anchors.size() == 1
        ? List.of(CertificateFormat.values())
        : List.of(CertificateFormat.CERTS_ONLY, CertificateFormat.MULTIPART);
  }
}
