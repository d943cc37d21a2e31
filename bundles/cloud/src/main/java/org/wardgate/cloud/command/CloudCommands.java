package org.wardgate.cloud.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.wardgate.api.Bytes;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.platform.AuditTrail;
import org.wardgate.api.platform.CloudMessageHandler;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.cloud.CommandAnchors;

/**
 * Takes commands from the cloud: CMS messages that an operator signed. What carried them proves
 * nothing. Thread-safe.
 */
@Component(
    name = "org.wardgate.cloud.commands",
    configurationPid = CommandAnchors.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    immediate = true,
    service = CloudMessageHandler.class,
    property = CloudMessageHandler.TOPIC + "=commands")
public final class CloudCommands implements CloudMessageHandler {
  private static final String SEQUENCES_FILE = "command-sequences";

  private final AtomicReference<@Nullable CommandGate> gate = new AtomicReference<>();
  private final AtomicReference<@Nullable UpdateDesk> updates = new AtomicReference<>();
  private final AtomicReference<@Nullable AuditTrail> audit = new AtomicReference<>();
  private final CommandDesk desk;
  private volatile Optional<Path> anchorsFile;

  /** Takes none as long as no anchors are configured. */
  @Activate
  public CloudCommands(
      Map<String, Object> properties,
      @Reference GatewayIdentity identity,
      @Reference DataDirectory directories) {
    this.anchorsFile = CommandAnchors.of(properties).orElse(Optional.empty());
    Path sequences = directories.directory("cloud").resolve(SEQUENCES_FILE);
    this.desk =
        new CommandDesk(
            new CommandVerifier(
                () -> anchorsFile,
                identity.gatewayId(),
                new Sequences(sequences),
                Clock.systemUTC()),
            new Dispatcher(
                () -> Optional.ofNullable(gate.get()), () -> Optional.ofNullable(updates.get())),
            this::note,
            identity.gatewayId());
  }

  /** A value that is no path changes nothing; the cloud sync reports it. */
  @Modified
  void modified(Map<String, Object> properties) {
    CommandAnchors.of(properties).ifPresent(good -> anchorsFile = good);
  }

  @Deactivate
  void deactivate() {
    desk.close();
  }

  @Override
  public CompletionStage<Bytes> onMessage(Bytes message) {
    return desk.take(message);
  }

  private void note(String operator, String action, boolean succeeded) {
    AuditTrail trail = audit.get();
    if (trail != null) {
      trail.note(operator, "cloud", "", action, succeeded);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindGate(CommandGate service) {
    gate.set(service);
  }

  void unbindGate(CommandGate service) {
    boolean unused = gate.compareAndSet(service, null);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindUpdates(UpdateDesk service) {
    updates.set(service);
  }

  void unbindUpdates(UpdateDesk service) {
    boolean unused = updates.compareAndSet(service, null);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAudit(AuditTrail service) {
    audit.set(service);
  }

  void unbindAudit(AuditTrail service) {
    boolean unused = audit.compareAndSet(service, null);
  }
}
