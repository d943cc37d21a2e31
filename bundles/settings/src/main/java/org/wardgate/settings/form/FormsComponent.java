package org.wardgate.settings.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.SettingsDesk;
import org.wardgate.api.configuration.SettingsForm;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.Secrets;
import org.wardgate.api.platform.SettingsStore;

/** Offers the gateway's settings as forms. Thread-safe. */
@Component(name = "org.wardgate.settings.forms", service = SettingsDesk.class)
public final class FormsComponent implements SettingsDesk {
  private final AtomicReference<Optional<SettingsStore>> store =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Secrets>> secrets =
      new AtomicReference<>(Optional.empty());
  private final Forms forms;

  /** For Declarative Services. */
  @Activate
  public FormsComponent(
      BundleContext context,
      @Reference ConfigurationAdmin admin,
      @Reference ConfigurationReports reports) {
    this.forms =
        new Forms(
            new BundleShapes(context)::all,
            new AdminConfigurations(admin),
            reports,
            store::get,
            secrets::get,
            new Moments());
  }

  @Override
  public List<SettingsForm> forms() {
    return forms.forms();
  }

  @Override
  public Optional<SettingsForm> form(String pid) {
    return forms.form(pid);
  }

  @Override
  public SettingsForm change(String pid, String version, Map<String, List<String>> values)
      throws RefusedException {
    return forms.change(pid, version, values);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindStore(SettingsStore service) {
    store.set(Optional.of(service));
  }

  void unbindStore(SettingsStore service) {
    store.updateAndGet(now -> now.filter(present -> present != service));
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindSecrets(Secrets service) {
    secrets.set(Optional.of(service));
  }

  void unbindSecrets(Secrets service) {
    secrets.updateAndGet(now -> now.filter(present -> present != service));
  }
}
