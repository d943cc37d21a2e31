package org.wardgate.integration.benchmarks.trust;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.mud.CompiledMudFile;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.api.mud.MudFileManager;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.network.WardNetwork;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingPort;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.decision.run.IntentExecutor;
import org.wardgate.integration.benchmarks.Lane;

/**
 * Stages that play no part in what is measured: they say yes at once.
 *
 * @param lane addresses and policies of the devices
 */
record WardPorts(Lane lane) {
  private static final Duration VALIDITY = Duration.ofDays(3);
  private static final String URL = "https://maker.example/model-";

  void bindTo(IntentExecutor executor) {
    executor.bind(MudFileManager.class, this::fetch);
    executor.bind(WardNetwork.class, this::bind);
    executor.bind(CertificateAuthority.class, this::certify);
    executor.onboarding().add(new Onboarding());
  }

  static int number(DeviceId device) {
    return Integer.parseInt(device.value().substring("device-".length()));
  }

  String mudUrl(DeviceId device) {
    return lane.placement(number(device)).policy().origin();
  }

  /** A file's content is the number of a device with that profile. */
  MudCompiler compiler() {
    return file -> {
      int number = Integer.parseInt(new String(file.content().toArray(), StandardCharsets.UTF_8));
      return new CompiledMudFile(
          lane.placement(number).policy(),
          Optional.empty(),
          new MudFacts(
              Instant.now(),
              48,
              true,
              "a device",
              "Maker",
              "model",
              "",
              "",
              List.of(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.of()));
    };
  }

  private CompletableFuture<MudEvent> fetch(MudIntent intent) {
    if (intent instanceof MudIntent.FetchMudFile fetch) {
      String url = mudUrl(fetch.device());
      String content = url.substring(URL.length());
      return CompletableFuture.completedFuture(
          new MudEvent.MudFileVerified(
              fetch.correlationId(),
              fetch.device(),
              new VerifiedMudFile(
                  url, Bytes.of(content.getBytes(StandardCharsets.UTF_8)), "CN=maker")));
    }
    return new CompletableFuture<>();
  }

  private CompletableFuture<NetworkEvent> bind(NetworkIntent intent) {
    if (intent instanceof NetworkIntent.BindAddress bind) {
      return CompletableFuture.completedFuture(
          new NetworkEvent.AddressBound(
              bind.correlationId(),
              bind.device(),
              lane.placement(number(bind.device())).bindings().get(0)));
    }
    return new CompletableFuture<>();
  }

  private CompletableFuture<PkiEvent> certify(PkiIntent intent) {
    CorrelationId id = intent.correlationId();
    if (intent instanceof PkiIntent.IssueCertificate issue) {
      Bytes der = Bytes.of(("certificate of " + issue.device()).getBytes(StandardCharsets.UTF_8));
      return CompletableFuture.completedFuture(
          new PkiEvent.CertificateIssued(id, issue.device(), der, Instant.now().plus(VALIDITY)));
    }
    return new CompletableFuture<>();
  }

  private static final class Onboarding implements OnboardingPort {
    @Override
    public boolean takes(OnboardingIntent intent) {
      return true;
    }

    @Override
    public void execute(OnboardingIntent intent) {
      // the devices here do not wait for an answer
    }
  }
}
