package org.wardgate.integration.benchmarks.fleet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.crypto.ec.EcProvider;
import org.wardgate.identity.DeviceAuthenticator;
import org.wardgate.onboarding.CaCertsResource;
import org.wardgate.onboarding.Enrolments;
import org.wardgate.onboarding.SimpleEnrolment;
import org.wardgate.pki.PkiComponent;
import org.wardgate.transport.coap.CoapTransport;

/**
 * The gateway's onboarding in a process of its own: {@code GatewayMain FOLDER DEVICES}. The folder
 * holds the maker's root. Everything is real but the decision, see {@link Yes}.
 */
public final class GatewayMain {
  private GatewayMain() {}

  /** Serves until its standard input ends. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int devices = Integer.parseInt(arguments[1]);
    EcProvider.install();
    Wiring wiring = new Wiring();
    Yes yes = new Yes();
    wiring.add(yes);
    wiring.add(new MemoryVault());
    wiring.add(new Ward(Maker.readRoot(folder), devices));
    wiring.add((DataDirectory) name -> data(folder.resolve(name)));
    wiring.add(identity());
    PkiComponent pki = wiring.make(PkiComponent.class, Map.of());
    wiring.make(DeviceAuthenticator.class, Map.of());
    Enrolments desk = wiring.make(Enrolments.class, Map.of("decisionWaitSeconds", 8));
    wiring.make(SimpleEnrolment.class, Map.of());
    wiring.make(CaCertsResource.class, Map.of());
    yes.connect((CertificateAuthority) pki, (OnboardingPort) desk);
    CoapTransport transport = wiring.make(CoapTransport.class, limits(devices));
    ServerWords.serve(() -> transport.address().map(a -> a.getPort()));
  }

  private static Path data(Path folder) {
    try {
      return Files.createDirectories(folder.resolve("data"));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What is limited for strangers shall not limit the fleet of a benchmark on one machine. */
  private static Map<String, Object> limits(int devices) {
    return Map.of(
        "bindAddress",
        "127.0.0.1",
        "port",
        0,
        "sessionsMax",
        Math.max(1_000, devices),
        "hellosPerSecondMax",
        1_000);
  }

  private static GatewayIdentity identity() {
    return new GatewayIdentity() {
      @Override
      public String gatewayId() {
        return "gateway";
      }

      @Override
      public String wardName() {
        return "Ward";
      }
    };
  }
}
