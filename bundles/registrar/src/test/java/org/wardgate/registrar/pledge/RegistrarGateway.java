package org.wardgate.registrar.pledge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.PeerAuthenticator;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.transport.BoundedRequest;
import org.wardgate.api.transport.Method;
import org.wardgate.api.transport.ResourceHandler;
import org.wardgate.api.transport.Response;
import org.wardgate.api.transport.ResponseCode;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.registrar.RegistrarResources;
import org.wardgate.registrar.testing.EmulatedMasa;
import org.wardgate.registrar.testing.Gateway;
import org.wardgate.registrar.testing.Scene;
import org.wardgate.transport.coap.CoapTransport;

/** The real transport and the registrar; who enrols is certified without further ado. */
final class RegistrarGateway implements AutoCloseable {
  final Gateway sink = new Gateway();
  private final Scene scene;
  private final CoapTransport transport;
  private final RegistrarResources registrar;

  RegistrarGateway(Scene scene, EmulatedMasa masa, Path directory) throws RefusedException {
    this.scene = scene;
    registrar = new RegistrarResources(scene, masa.url(), directory, sink);
    transport =
        new CoapTransport(
            Map.of("bindAddress", "127.0.0.1", "port", 0, "requestsPerSecondMax", 1_000),
            new RecordedReports());
    registrar.all().forEach(transport::bindHandler);
    transport.bindHandler(new Enrolment());
    transport.bindGate(peer -> CompletableFuture.completedFuture(true));
    transport.bindAuthenticator(new ByCertificate());
    transport.bindCredential(scene.gateway);
  }

  InetSocketAddress address() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Gateway.WAIT_SECONDS);
    while (transport.address().isEmpty() && System.nanoTime() < end) {
      pause();
    }
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), transport.address().orElseThrow().getPort());
  }

  private static void pause() {
    try {
      boolean never = new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    transport.deactivate();
    registrar.close();
  }

  private final class ByCertificate implements PeerAuthenticator {
    @Override
    public PeerIdentity authenticate(
        List<X509Certificate> chain, String peerAddress, TransportKind kind)
        throws RefusedException {
      if (!chain.get(0).equals(scene.pump.certificate())) {
        throw new RefusedException(OnboardingErrors.UNTRUSTED_CHAIN, "");
      }
      return scene.identity();
    }
  }

  /** Certifies a bare public key; EST itself is another bundle's. */
  private final class Enrolment implements ResourceHandler {
    @Override
    public String path() {
      return ".well-known/est/sen";
    }

    @Override
    public Set<Method> methods() {
      return Set.of(Method.POST);
    }

    @Override
    public int payloadMaxBytes() {
      return 1_024;
    }

    @Override
    public Map<String, String> linkAttributes() {
      return Map.of();
    }

    @Override
    public CompletionStage<Response> handle(BoundedRequest request) {
      try {
        X509Certificate ldevid = scene.ward.ldevid("pump-1", PublicKeys.ofSpki(request.payload()));
        Bytes der = Certificates.der(ldevid);
        return CompletableFuture.completedFuture(Response.changed(287, der));
      } catch (CryptoException e) {
        return CompletableFuture.completedFuture(Response.empty(ResponseCode.BAD_REQUEST));
      }
    }
  }
}
