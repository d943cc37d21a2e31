package org.wardgate.conformity;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.view.WardView;
import org.wardgate.conformity.office.ConformityOffice;

/** The conformity desk as a service. Thread-safe. */
@Component(name = "org.wardgate.conformity", immediate = true, service = ConformityDesk.class)
public final class ConformityComponent implements ConformityDesk {
  /** What is no longer right is revoked after this long, even if nobody asks. */
  static final long SWEEP_SECONDS = 1;

  private static final Logger LOG = LoggerFactory.getLogger(ConformityComponent.class);

  private final ConformityOffice office;
  private final ScheduledExecutorService sweeper;

  /** Optional, because whoever decides may start later. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable WardView view;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile @Nullable GatewayCredential credential;

  /** Begins to look after what is issued. */
  @Activate
  public ConformityComponent(@Reference GatewayIdentity gateway) {
    this.office =
        new ConformityOffice(
            gateway.gatewayId(), () -> view, () -> credential, Clock.systemUTC(), System::nanoTime);
    this.sweeper =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "wardgate-conformity");
              thread.setDaemon(true);
              return thread;
            });
    var unused =
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    try {
      office.sweep();
    } catch (RuntimeException e) {
      // an exception would end the sweeping
      LOG.error("certificates could not be looked after", e);
    }
  }

  /** Ends looking after them. */
  @Deactivate
  void deactivate() {
    sweeper.shutdownNow();
  }

  @Override
  public Bytes current(DeviceId device, Format format) throws RefusedException {
    return office.current(device, format);
  }

  @Override
  public Bytes status(String certificateId, Format format) throws RefusedException {
    return office.status(certificateId, format);
  }

  @Override
  public List<X509Certificate> signer() {
    return office.signer();
  }
}
