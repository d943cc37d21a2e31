package org.wardgate.console.resource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.launch.Framework;
import org.wardgate.api.attestation.AppraisalCases;
import org.wardgate.api.attestation.ProfileDesk;
import org.wardgate.api.attestation.reference.ReferenceDesk;
import org.wardgate.api.command.CommandGate;
import org.wardgate.api.configuration.ConfigurationReports;
import org.wardgate.api.configuration.SettingsDesk;
import org.wardgate.api.conformity.ConformityDesk;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.api.journal.Journal;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.pki.RevocationPublisher;
import org.wardgate.api.platform.Accounts;
import org.wardgate.api.platform.AuditTrail;
import org.wardgate.api.platform.DataDirectory;
import org.wardgate.api.platform.GatewayIdentity;
import org.wardgate.api.testing.RecordedReports;
import org.wardgate.api.trust.TrustDesk;
import org.wardgate.api.update.UpdateDesk;
import org.wardgate.api.view.CloudStatus;
import org.wardgate.api.view.WardView;

/** The console's bundle on Felix, behind the HTTP server that the distribution ships. */
final class ConsoleServer {

  private static final List<String> API =
      List.of(
          "",
          ".attestation",
          ".attestation.reference",
          ".command",
          ".configuration",
          ".conformity",
          ".console",
          ".enforcement",
          ".error",
          ".inventory",
          ".journal",
          ".mud",
          ".onboarding",
          ".pki",
          ".platform",
          ".policy",
          ".transport",
          ".trust",
          ".update",
          ".view");

  final int port;
  final Path data;
  final RecordedReports reports = new RecordedReports();
  final FakeWard ward = new FakeWard();
  final FakeAuthority authority = new FakeAuthority();
  final FakeHandovers handovers = new FakeHandovers();
  final FakeAssurance assurance = new FakeAssurance();
  final FakeOperating operating = new FakeOperating();
  final Bundle console;
  private final Framework framework;
  private ServiceRegistration<?> wardRegistration;
  private @Nullable ServiceRegistration<?> authorityRegistration;
  private @Nullable ServiceRegistration<?> operatingRegistration;

  ConsoleServer(Path work) throws Exception {
    port = freePort();
    data = Files.createDirectories(work.resolve("data"));
    framework = new FrameworkFactory().newFramework(properties(work));
    framework.start();
    BundleContext context = framework.getBundleContext();
    List<Bundle> bundles = new ArrayList<>();
    try (Stream<Path> jars = Files.list(Path.of("target/test-bundles"))) {
      for (Path jar : jars.sorted().toList()) {
        bundles.add(context.installBundle("reference:" + jar.toUri()));
      }
    }
    console = context.installBundle("reference:" + Path.of("target/classes").toUri());
    wardRegistration = registerServices(context);
    for (Bundle bundle : bundles) {
      bundle.start();
    }
    configure(context, "org.wardgate.console", Map.of("allowedHosts", new String[] {"ward.test"}));
    console.start();
  }

  /** Takes the decision core away, as when its bundle is being replaced. */
  void wardLeaves() {
    wardRegistration.unregister();
  }

  void wardReturns() {
    wardRegistration = registerWard(framework.getBundleContext());
  }

  /** Takes the ward CA away. */
  void authorityLeaves() {
    Objects.requireNonNull(authorityRegistration).unregister();
  }

  void authorityReturns() {
    authorityRegistration =
        framework.getBundleContext().registerService(RevocationPublisher.class, authority, null);
  }

  /** Takes settings, updates, accounts and the audit log away. */
  void operatingLeaves() {
    Objects.requireNonNull(operatingRegistration).unregister();
  }

  void operatingReturns() {
    operatingRegistration =
        framework
            .getBundleContext()
            .registerService(
                new String[] {
                  SettingsDesk.class.getName(),
                  UpdateDesk.class.getName(),
                  Accounts.class.getName(),
                  AuditTrail.class.getName()
                },
                operating,
                null);
  }

  /** Accounts that rank before the others. */
  ServiceRegistration<Accounts> betterAccounts(Accounts accounts) {
    return framework
        .getBundleContext()
        .registerService(
            Accounts.class, accounts, FrameworkUtil.asDictionary(Map.of("service.ranking", 10)));
  }

  String token() throws IOException {
    return Files.readString(data.resolve("admin/admin.token")).strip();
  }

  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(5_000);
  }

  private Map<String, String> properties(Path work) {
    Map<String, String> properties = new HashMap<>();
    properties.put("org.osgi.framework.storage", work.resolve("cache").toString());
    properties.put(
        "org.osgi.framework.system.packages.extra",
        API.stream()
                .map(name -> "org.wardgate.api" + name + ";version=\"1.0.0\"")
                .collect(Collectors.joining(","))
            + ",org.eclipse.kura.configuration;version=\"1.2.0\"");
    properties.put("org.apache.felix.http.host", "127.0.0.1");
    properties.put("org.osgi.service.http.port", String.valueOf(port));
    // as features/console.json has it: OCSP requests in a path contain encoded slashes
    properties.put("org.eclipse.jetty.UriComplianceMode", "LEGACY");
    properties.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
    return properties;
  }

  private ServiceRegistration<?> registerServices(BundleContext context) {
    context.registerService(DataDirectory.class, name -> createDirectory(data.resolve(name)), null);
    context.registerService(ConfigurationReports.class, reports, null);
    context.registerService(Journal.class, new FakeJournal(), null);
    context.registerService(CloudStatus.class, new FakeCloud(), null);
    context.registerService(PolicyEnforcer.class, new FakeEnforcer(), null);
    context.registerService(GatewayIdentity.class, new FakeIdentity(), null);
    context.registerService(HandoverDesk.class, handovers, null);
    context.registerService(
        new String[] {
          TrustDesk.class.getName(),
          AppraisalCases.class.getName(),
          ProfileDesk.class.getName(),
          ReferenceDesk.class.getName(),
          ConformityDesk.class.getName()
        },
        assurance,
        null);
    authorityRegistration = context.registerService(RevocationPublisher.class, authority, null);
    operatingReturns();
    return registerWard(context);
  }

  private ServiceRegistration<?> registerWard(BundleContext context) {
    return context.registerService(
        new String[] {WardView.class.getName(), CommandGate.class.getName()}, ward, null);
  }

  private static Path createDirectory(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void configure(BundleContext context, String pid, Map<String, Object> values)
      throws ReflectiveOperationException {
    var reference = context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin");
    Object admin = Objects.requireNonNull(context.getService(reference));
    Method get = admin.getClass().getMethod("getConfiguration", String.class, String.class);
    get.setAccessible(true);
    Object configuration = get.invoke(admin, pid, "?");
    Method update = configuration.getClass().getMethod("update", Dictionary.class);
    update.setAccessible(true);
    update.invoke(configuration, FrameworkUtil.asDictionary(values));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private record FakeCloud() implements CloudStatus {
    @Override
    public long acknowledgedCount() {
      return 10;
    }

    @Override
    public long pendingCount() {
      return 2;
    }

    @Override
    public boolean connected() {
      return true;
    }
  }

  private record FakeIdentity() implements GatewayIdentity {
    @Override
    public String gatewayId() {
      return "gateway-1";
    }

    @Override
    public String wardName() {
      return "Ward 1";
    }
  }

  private record FakeEnforcer() implements PolicyEnforcer {
    @Override
    public CompletionStage<EnforcementEvent> execute(EnforcementIntent intent) {
      throw new AssertionError("the console enforces nothing");
    }

    @Override
    public String description() {
      return "nftables";
    }
  }
}
