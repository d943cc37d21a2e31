package org.wardgate.integration.packets;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.enforcement.nft.NftEnforcer;
import org.wardgate.mud.MudCompilerComponent;

/**
 * In the gateway's namespace: MUD file to policy to rules, by the real compiler and the real
 * enforcement. Each command is a line and gets a line.
 */
final class EnforcingMain {
  private final MudCompiler compiler = new MudCompilerComponent();
  private final NftEnforcer enforcer;
  private final Map<String, PolicySet> policies = new HashMap<>();
  private final Map<String, Placement> placed = new HashMap<>();
  private int number;

  private EnforcingMain(NftEnforcer enforcer) {
    this.enforcer = enforcer;
  }

  /** The program {@code nft}, and local networks. */
  public static void main(String[] arguments) throws Exception {
    String[] local = Arrays.copyOfRange(arguments, 1, arguments.length);
    NftEnforcer enforcer =
        Configurations.component(
            NftEnforcer.class,
            Map.of("nftCommand", arguments[0], "localNetworks", local, "watchPeriodMs", 200));
    EventSink nobody = event -> CompletableFuture.completedFuture(null);
    Configurations.bind(enforcer, nobody);
    EnforcingMain gateway = new EnforcingMain(enforcer);
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      System.out.println(gateway.obey(line.split(" ")));
    }
    Runtime.getRuntime().halt(0);
  }

  private String obey(String[] words) throws Exception {
    return switch (words[0]) {
      case "compile" -> compile(words);
      case "place" -> place(words);
      case "remove" -> remove(words[1]);
      case "insert" -> insert(words);
      case "reconcile" ->
          did(new EnforcementIntent.Reconcile(fresh(), soon(), List.copyOf(placed.values())));
      default -> "unknown " + words[0];
    };
  }

  /** {@code compile KEY URL FILE [CLASS=PREFIX,PREFIX]…}. */
  private String compile(String[] words) throws IOException {
    Map<String, List<String>> controllers = new HashMap<>();
    for (String mapping : Arrays.asList(words).subList(4, words.length)) {
      int equals = mapping.lastIndexOf('=');
      controllers.put(
          mapping.substring(0, equals), List.of(mapping.substring(equals + 1).split(",")));
    }
    Bytes content = Bytes.of(Files.readAllBytes(Path.of(words[3])));
    try {
      PolicySet policy =
          compiler.compile(new VerifiedMudFile(words[2], content, "a test")).policy();
      policies.put(words[1], Controllers.mapped(policy, controllers));
      return "compiled";
    } catch (RefusedException e) {
      return "refused " + e.getMessage();
    }
  }

  /** {@code place DEVICE KEY MAC ADDRESS,ADDRESS}. */
  private String place(String[] words) throws Exception {
    List<NetworkBinding> bindings = new ArrayList<>();
    for (String address : words[4].split(",")) {
      bindings.add(new NetworkBinding(InetAddress.getByName(address), words[3]));
    }
    PolicySet policy = policies.get(words[2]);
    if (policy == null) {
      return "no policy " + words[2];
    }
    Placement placement = new Placement(new DeviceId(words[1]), bindings, policy, Optional.empty());
    placed.put(words[1], placement);
    return did(new EnforcementIntent.Place(fresh(), soon(), placement));
  }

  private String remove(String device) throws Exception {
    placed.remove(device);
    return did(new EnforcementIntent.Remove(fresh(), soon(), new DeviceId(device)));
  }

  /** {@code insert NAME SECONDS ADDRESS,ADDRESS}. */
  private String insert(String[] words) throws Exception {
    Map<InetAddress, Integer> addresses = new HashMap<>();
    for (String address : words[3].split(",")) {
      addresses.put(InetAddress.getByName(address), Integer.valueOf(words[2]));
    }
    return did(new EnforcementIntent.InsertAddresses(fresh(), soon(), words[1], addresses));
  }

  private String did(EnforcementIntent intent) throws Exception {
    EnforcementEvent event =
        enforcer.execute(intent).toCompletableFuture().get(30, TimeUnit.SECONDS);
    return event instanceof EnforcementEvent.NotEnforced not
        ? "refused " + not.problem().line()
        : "enforced";
  }

  private CorrelationId fresh() {
    return new CorrelationId("t" + number++);
  }

  private static Instant soon() {
    return Instant.now().plus(Duration.ofSeconds(25));
  }
}
