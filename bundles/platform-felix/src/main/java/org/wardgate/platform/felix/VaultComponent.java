package org.wardgate.platform.felix;

import java.util.Map;
import java.util.Optional;
import org.eclipse.kura.configuration.ConfigurableComponent;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.Configured;
import org.wardgate.api.configuration.Parsed;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.KeyVault;

/**
 * Offers the key vault an operator chose. If that cannot be opened there is no vault at all, rather
 * than another one with other keys, until it can. An open vault stays until the next start. Changes
 * come one after the other.
 */
@Component(
    name = VaultComponent.PID,
    configurationPid = VaultComponent.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    property = "service.pid=" + VaultComponent.PID,
    service = ConfigurableComponent.class)
@Designate(ocd = VaultConfiguration.class)
public final class VaultComponent implements ConfigurableComponent {
  /** Component name and configuration PID. */
  static final String PID = "org.wardgate.platform.felix.vault";

  private final BundleContext context;
  private final DataDirectory data;
  private final Configured<Optional<VaultSettings>> settings;
  private @Nullable OpenVault vault;
  private @Nullable ServiceRegistration<KeyVault> offered;

  /** Opens the vault if it can be opened. */
  @Activate
  public VaultComponent(
      BundleContext context,
      Map<String, Object> properties,
      @Reference DataDirectory data,
      @Reference ConfigurationReports reports) {
    this.context = context;
    this.data = data;
    this.settings = new Configured<>(PID, reports, Optional.empty());
    take(Configured.first(PID, reports, properties, VaultSettings::of));
  }

  /** Opens the vault if none is open; another one takes its place at the next start. */
  @Modified
  void updated(Map<String, Object> properties) {
    take(VaultSettings.of(properties));
  }

  private void take(Parsed<VaultSettings> wanted) {
    Parsed<Optional<VaultSettings>> possible = wanted.map(Optional::of);
    Optional<VaultSettings> open = settings.get();
    if (open.isPresent() && !open.equals(possible.value())) {
      possible = possible.later("pkcs11Library", wanted.value().shown(), open);
    }
    settings.change(possible, chosen -> open(chosen.orElseThrow()));
  }

  private void open(VaultSettings chosen) throws RefusedException {
    vault = new OpenVault(data, chosen.token());
    offered = context.registerService(KeyVault.class, vault, null);
  }

  /** Offers it no more. */
  @Deactivate
  void stop() {
    if (offered != null) {
      offered.unregister();
    }
    if (vault != null) {
      vault.close();
    }
  }
}
