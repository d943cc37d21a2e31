package org.wardgate.console.resource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.command.CommandOutcome;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.RolloverStep;
import org.wardgate.api.policy.FlowRule;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.PortRange;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.policy.Remote;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.CertificateView;
import org.wardgate.api.view.ChangeView;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.DeviceView;
import org.wardgate.api.view.IncidentView;
import org.wardgate.api.view.TrustView;
import org.wardgate.api.view.WardView;

/** A ward with two devices, and a gate that remembers what it was told. */
final class FakeWard implements WardView, CommandGate {

  static final Instant SINCE = Instant.parse("2026-11-01T08:00:00Z");

  static final ErrorCode NOT_ALLOWED =
      new ErrorCode("WG-DEC-0008", "The command does not fit the device's state", "Look first");

  final List<Command> commands = new ArrayList<>();
  volatile boolean ready = true;

  /** What becomes of the next command to break the glass, if it is not carried out. */
  volatile Optional<Exception> glassFails = Optional.empty();

  @Override
  public List<DeviceView> devices() {
    return List.of(pump(), stranger());
  }

  @Override
  public Optional<DeviceView> device(DeviceId device) {
    return devices().stream().filter(view -> view.device().equals(device)).findFirst();
  }

  @Override
  public Optional<PolicySet> policy(DeviceId device) {
    if (!device.value().equals("pump-1")) {
      return Optional.empty();
    }
    FlowRule rule =
        new FlowRule(
            "to-cloud/tls",
            FlowRule.Action.ACCEPT,
            FlowRule.Family.IPV4,
            FlowRule.Protocol.TCP,
            PortRange.ANY,
            PortRange.of(443),
            new Remote.Name("telemetry.maker.example"),
            FlowRule.Initiation.FROM_DEVICE);
    return Optional.of(
        new PolicySet(
            new ProfileId("0123456789abcdef"),
            "https://maker.example/pump.json",
            "00",
            List.of(rule),
            List.of(rule)));
  }

  @Override
  public Optional<Bytes> handover(DeviceId device) {
    return device.value().equals("pump-1") ? Optional.of(Bytes.ofHex("00ff10")) : Optional.empty();
  }

  @Override
  public Optional<CertificateView> certificate(DeviceId device) {
    return device.value().equals("pump-1")
        ? Optional.of(new CertificateView("0a0b", "ee".repeat(32), SINCE))
        : Optional.empty();
  }

  @Override
  public Optional<TrustView> trust(DeviceId device) {
    return device.value().equals("pump-1") ? Optional.of(FakeAssurance.TRUST) : Optional.empty();
  }

  @Override
  public List<IncidentView> incidents() {
    return List.of(FakeAssurance.INCIDENT);
  }

  @Override
  public List<ChangeView> changes() {
    return List.of(FakeAssurance.HELD);
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public List<String> alarms() {
    return List.of("monitor-2 \"keeps\" its floor");
  }

  @Override
  public synchronized CompletionStage<CommandOutcome> submit(Command command) {
    commands.add(command);
    if (command instanceof Command.Release) {
      return CompletableFuture.failedFuture(new RefusedException(NOT_ALLOWED, "it is ADMITTED"));
    }
    if (command instanceof Command.BreakGlass && glassFails.isPresent()) {
      return CompletableFuture.failedFuture(glassFails.get());
    }
    if (command instanceof Command.OfAdvisory about) {
      return CompletableFuture.completedFuture(
          new CommandOutcome(about.advisory(), "HELD", "approved by " + command.operator()));
    }
    if (command instanceof Command.OfChange about) {
      return CompletableFuture.completedFuture(
          new CommandOutcome(about.change().id(), "HELD", "approved by " + command.operator()));
    }
    if (command instanceof Command.OfIncident about) {
      return CompletableFuture.completedFuture(
          new CommandOutcome(about.incident(), "ANSWERED", "by " + command.operator()));
    }
    if (command instanceof Command.RollAuthority roll) {
      return roll.step() == RolloverStep.FINISH
          ? CompletableFuture.failedFuture(
              new RefusedException(PkiErrors.OLD_ROOT_IN_USE, "3 certificates"))
          : CompletableFuture.completedFuture(
              new CommandOutcome("ca", roll.step().name(), "two roots"));
    }
    return CompletableFuture.completedFuture(
        new CommandOutcome(
            ((Command.OfDevice) command).device().value(),
            "QUARANTINED",
            "an operator decided it"));
  }

  private static DeviceView pump() {
    return new DeviceView(
        new DeviceId("pump-1"),
        "Pump \"one\"",
        "infusion-pump",
        TransportKind.COAP,
        "10.77.0.11",
        "02:00:00:00:00:11",
        DeviceState.ADMITTED,
        Optional.of(0.97),
        "evidence affirmed",
        Optional.empty(),
        "0123456789abcdef",
        "https://maker.example/pump.json",
        SINCE,
        Optional.of(SINCE),
        List.of(new DeviceView.HistoryLine(SINCE, 7, "identified")));
  }

  private static DeviceView stranger() {
    ErrorCode code = new ErrorCode("WG-ONB-0003", "Nobody known made it", "Add its maker");
    return new DeviceView(
        new DeviceId("unknown-0011223344556677"),
        "CN=evil</script>",
        "unknown",
        TransportKind.COAP,
        "10.77.0.66",
        "",
        DeviceState.REFUSED,
        Optional.empty(),
        "Nobody known made it",
        Optional.of(Problem.of(code, "CN=evil")),
        "",
        "",
        SINCE,
        Optional.empty(),
        List.of());
  }
}
