package org.wardgate.pki;

import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.CertificateStatus;
import org.wardgate.api.pki.CertificateAuthority;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.platform.KeyVault;
import org.wardgate.pki.status.Revocations;

/**
 * Keeps the ward CA open while the bundle is active. The CA's keys are opened on a thread of its
 * own and tried again until it works, so that a vault or clock that comes late does no harm.
 */
@Component(
    name = PkiComponent.PID,
    configurationPid = PkiComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + PkiComponent.PID,
    service = {
      CertificateAuthority.class,
      CertificateStatus.class,
      RevocationPublisher.class,
      ConfigurableComponent.class
    })
@Designate(ocd = PkiConfiguration.class)
public final class PkiComponent
    implements CertificateAuthority, CertificateStatus, RevocationPublisher, ConfigurableComponent {
  /** Component name and configuration PID. */
  static final String PID = "org.wardgate.pki";

  private static final String DIRECTORY = "pki";

  private static final long RETRY_SECONDS = 5;
  private static final long CHECK_SECONDS = 3600;
  private static final Logger LOG = LoggerFactory.getLogger(PkiComponent.class);

  private final ScheduledExecutorService scheduler;
  private final WardCa wardCa;
  private final Configured<PkiSettings> settings;

  /** Starts opening the CA; for values that are refused the defaults stand in. */
  @Activate
  public PkiComponent(
      BundleContext context,
      @Reference KeyVault vault,
      @Reference GatewayIdentity identity,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports,
      Map<String, Object> properties) {
    Clocks clocks = Clocks.ofSystem();
    settings = new Configured<>(PID, reports, properties, PkiSettings::of);
    wardCa =
        new WardCa(
            new RootStore(vault, BuildDate.read()),
            new GatewayStore(vault, identity.gatewayId()),
            identity,
            new ServicePublisher(context),
            clocks,
            settings::get,
            new SigningQueue(clocks.wall(), SigningQueue.WAITING_MAX_COUNT),
            data.directory(DIRECTORY));
    scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "wardgate-pki-renewal");
              thread.setDaemon(true);
              return thread;
            });
    schedule(0);
  }

  /** Takes other settings for what is issued from now on. */
  @Modified
  void updated(Map<String, Object> properties) {
    settings.change(PkiSettings.of(properties));
  }

  @Deactivate
  void stop() {
    scheduler.shutdownNow();
    wardCa.close();
  }

  @Override
  public CompletionStage<PkiEvent> execute(PkiIntent intent) {
    return wardCa.execute(intent);
  }

  /** Until the register is open nothing is known of anybody. */
  @Override
  public Status status(X509Certificate certificate) {
    return wardCa.revocations().map(known -> known.status(certificate)).orElse(Status.UNKNOWN);
  }

  @Override
  public Bytes crl() throws RefusedException {
    return revocations().crl();
  }

  @Override
  public Bytes crl(String issuerKeyId) throws RefusedException {
    return revocations().crl(issuerKeyId);
  }

  @Override
  public Bytes ocsp(Bytes request) throws RefusedException {
    return revocations().ocsp(request);
  }

  @Override
  public String anchorsPem() {
    return wardCa.revocations().map(Revocations::anchorsPem).orElse("");
  }

  private Revocations revocations() throws RefusedException {
    return wardCa
        .revocations()
        .orElseThrow(() -> new RefusedException(PkiErrors.CA_UNAVAILABLE, "it is not open yet"));
  }

  private void schedule(long delaySeconds) {
    // what goes wrong is logged by the task itself
    var unused = scheduler.schedule(this::refresh, delaySeconds, TimeUnit.SECONDS);
  }

  private void refresh() {
    boolean stands = false;
    try {
      stands = wardCa.refresh();
    } catch (RuntimeException e) {
      LOG.error("opening the ward CA failed", e);
    }
    if (!scheduler.isShutdown()) {
      schedule(stands ? CHECK_SECONDS : RETRY_SECONDS);
    }
  }
}
