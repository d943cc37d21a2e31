package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;
import static org.wardgate.enforcement.nft.Ward.fresh;
import static org.wardgate.enforcement.nft.Ward.mac;
import static org.wardgate.enforcement.nft.Ward.placement;
import static org.wardgate.enforcement.nft.Ward.soon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.EnforcementIntent.Place;
import org.wardgate.api.enforcement.EnforcementIntent.Reconcile;
import org.wardgate.api.enforcement.EnforcementIntent.Remove;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;

/** The order of things, with an nft and an ip that are told what to say. */
class ApplierTest {
  private static final PolicySet A = sending(udp(host("203.0.113.1"), 1));

  @TempDir private Path folder = Path.of("");

  private final List<String> batches = new ArrayList<>();
  private Predicate<String> refuses = batch -> false;
  private @Nullable ErrorCode diesWith;
  private boolean tableStands;
  private boolean missing;
  private Path ip = Path.of("ip");

  @BeforeEach
  void workingIp() throws IOException {
    ip = script("ip", "exit 0");
  }

  @Test
  void nothingOpensWithoutTheBarrier() throws Exception {
    Files.writeString(ip, "#!/bin/sh\necho Operation not permitted\nexit 2\n");
    Applier applier = applier();

    assertThat(code(run(applier, place(11)))).isEqualTo("WG-NFT-0004");
    assertThat(batches).isEmpty();
  }

  @Test
  void aBarrierThatDoesNotStayIsNone() throws Exception {
    // every command succeeds, but "ip rule show" never shows a rule
    assertThat(code(run(applier(), place(11)))).isEqualTo("WG-NFT-0004");
    assertThat(batches).isEmpty();
  }

  @Test
  void withoutNftEveryIntentIsRefusedAndLaterItWorks() throws Exception {
    barrierStands();
    missing = true;
    Applier applier = applier();
    assertThat(code(run(applier, place(11)))).isEqualTo("WG-NFT-0001");
    assertThat(code(run(applier, remove(11)))).isEqualTo("WG-NFT-0001");

    missing = false;
    assertThat(run(applier, place(11))).isInstanceOf(EnforcementEvent.Enforced.class);
  }

  @Test
  void waitingIntentsShareATransaction() throws Exception {
    barrierStands();
    Applier applier = applier();
    run(applier, remove(99)); // installs the empty table
    batches.clear();

    List<EnforcementEvent> answers = run(applier, List.of(place(11), place(12), remove(11)));

    assertThat(answers).allMatch(EnforcementEvent.Enforced.class::isInstance);
    assertThat(batches).hasSize(1);
  }

  @Test
  void oneBadIntentHurtsNoOther() throws Exception {
    barrierStands();
    Applier applier = applier();
    run(applier, remove(99));
    refuses = batch -> batch.contains("10.77.0.12");

    List<EnforcementEvent> answers =
        run(applier, List.of(place(11), place(12), place(13), remove(11)));

    assertThat(answers.get(0)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(code(answers.get(1))).isEqualTo("WG-NFT-0002");
    assertThat(answers.get(2)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(answers.get(3)).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(applier.truth().devicesCount()).isEqualTo(1);
  }

  @Test
  void aRefusedSmallChangeIsTriedAsAWholeTable() throws Exception {
    barrierStands();
    Applier applier = applier();
    run(applier, place(11));
    refuses = batch -> batch.startsWith("delete element"); // somebody deleted it before us

    assertThat(run(applier, remove(11))).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(batches.get(batches.size() - 1)).contains("delete table").doesNotContain("10.77");
  }

  @Test
  void aLostNftIsReplacedAndTheIntentCarriedOut() throws Exception {
    barrierStands();
    Applier applier = applier();
    run(applier, place(11));
    diesWith = EnforcementErrors.NFT_TIMEOUT;

    assertThat(run(applier, place(12))).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(batches.get(batches.size() - 1))
        .contains("delete table", "10.77.0.11", "10.77.0.12");
  }

  @Test
  void anEarlierTableStaysUntilItIsReconciled() throws Exception {
    barrierStands();
    tableStands = true;
    Applier applier = applier();
    CompletableFuture<EnforcementEvent> waiting = start(applier, place(12));
    assertThat(waiting).isNotDone();
    assertThat(batches).noneMatch(batch -> batch.contains("delete table"));

    Reconcile reconcile = new Reconcile(fresh(), soon(), List.of(placement(11, mac(11), A)));
    assertThat(run(applier, reconcile)).isInstanceOf(EnforcementEvent.Enforced.class);

    assertThat(waiting.get()).isInstanceOf(EnforcementEvent.Enforced.class);
    assertThat(applier.truth().devicesCount()).isEqualTo(2);
  }

  @Test
  void whatWaitsTooLongIsRefused() throws Exception {
    barrierStands();
    tableStands = true;
    Applier applier = applier();
    CompletableFuture<EnforcementEvent> waiting = start(applier, remove(12));

    applier.dropHeld(true);

    assertThat(code(waiting.get())).isEqualTo("WG-NFT-0009");
  }

  @Test
  void lateOpeningIsRefusedLateClosingIsNot() throws Exception {
    barrierStands();
    Applier applier = applier();
    run(applier, place(11));
    Instant past = Instant.now().minus(Duration.ofSeconds(1));

    assertThat(code(run(applier, new Place(fresh(), past, placement(12, mac(12), A)))))
        .isEqualTo("WG-NFT-0003");
    assertThat(run(applier, new Remove(fresh(), past, Ward.id(11))))
        .isInstanceOf(EnforcementEvent.Enforced.class);
  }

  @Test
  void aRefusedReconcileLeavesWhatWas() throws Exception {
    barrierStands();
    Applier applier = applier();
    run(applier, place(11));
    refuses = batch -> batch.contains("delete table");

    Reconcile reconcile = new Reconcile(fresh(), soon(), List.of());
    assertThat(code(run(applier, reconcile))).isEqualTo("WG-NFT-0002");
    assertThat(applier.truth().devicesCount()).isEqualTo(1);
  }

  @Test
  void aReconcileNamesWhomItLeftOut() throws Exception {
    barrierStands();
    Applier applier = applier();
    EnforcementIntent.Placement twin =
        new EnforcementIntent.Placement(
            Ward.id(99), placement(11, mac(12), A).bindings().get(0), A);

    EnforcementEvent answer =
        run(applier, new Reconcile(fresh(), soon(), List.of(placement(11, mac(11), A), twin)));

    assertThat(code(answer)).isEqualTo("WG-NFT-0008");
    assertThat(((EnforcementEvent.NotEnforced) answer).problem().detail()).contains("device-99");
    assertThat(applier.truth().devicesCount()).isEqualTo(1);
  }

  private Applier applier() throws RefusedException {
    NftSettings defaults = NftSettings.forText("br0", List.of());
    NftSettings settings =
        new NftSettings(
            "br0",
            List.of(),
            "/nonexistent/nft",
            ip.toString(),
            "wardgate",
            defaults.strangerUdpPorts(),
            defaults.memberPorts(),
            5,
            defaults.watchPeriod(),
            Duration.ofSeconds(5),
            OnStop.CLOSED,
            true);
    Programs programs = new Programs(Duration.ofSeconds(5));
    RoutingBarrier barrier = new RoutingBarrier(settings, programs, new ReversePath(folder, "br0"));
    Kernel kernel =
        new Kernel(
            settings,
            barrier,
            FakeSession::new,
            commands -> new FakeSession().run(commands),
            new CloseLook(barrier, new FixedChains(settings, programs), Runnable::run));
    return new Applier(kernel, new WardTable(settings, System::nanoTime), Clock.systemUTC());
  }

  private void barrierStands() throws IOException {
    int first = RoutingBarrier.PREFERENCE;
    Files.writeString(
        ip,
        "#!/bin/sh\nif [ \"$2$3\" = ruleshow ]; then\n"
            + "echo '0: from all lookup local'\n"
            + ("echo '" + first + ": from all fwmark 0/0x1 iif br0 [detached] blackhole'\n")
            + ("echo '" + (first + 1) + ": from all iif lo goto " + (first + 3) + "'\n")
            + ("echo '" + (first + 3) + ": from all nop'\n")
            + "fi\n");
  }

  private Path script(String name, String body) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private static Place place(int last) throws Exception {
    return new Place(fresh(), soon(), placement(last, mac(last), A));
  }

  private static Remove remove(int last) {
    return new Remove(fresh(), soon(), Ward.id(last));
  }

  private static CompletableFuture<EnforcementEvent> start(
      Applier applier, EnforcementIntent intent) {
    Job job = new Job(intent, new CompletableFuture<>());
    applier.carryOut(List.of(job));
    return job.answer();
  }

  private static EnforcementEvent run(Applier applier, EnforcementIntent intent) throws Exception {
    return run(applier, List.of(intent)).get(0);
  }

  private static List<EnforcementEvent> run(
      Applier applier, List<? extends EnforcementIntent> intents) throws Exception {
    List<Job> jobs = new ArrayList<>();
    intents.forEach(intent -> jobs.add(new Job(intent, new CompletableFuture<>())));
    applier.carryOut(jobs);
    List<EnforcementEvent> answers = new ArrayList<>();
    for (Job job : jobs) {
      assertThat(job.answer()).isDone();
      answers.add(job.answer().get());
    }
    return answers;
  }

  private static String code(EnforcementEvent event) {
    assertThat(event).isInstanceOf(EnforcementEvent.NotEnforced.class);
    return ((EnforcementEvent.NotEnforced) event).problem().code();
  }

  private final class FakeSession implements NftSession {
    private boolean over;

    FakeSession() throws RefusedException {
      if (missing) {
        throw new RefusedException(EnforcementErrors.NFT_MISSING, "no nft");
      }
    }

    @Override
    public List<String> run(List<String> commands) throws RefusedException {
      String batch = String.join("; ", commands);
      ErrorCode death = diesWith;
      if (death != null) {
        diesWith = null;
        over = true;
        throw new RefusedException(death, "gone");
      }
      if (refuses.test(batch)) {
        throw new RefusedException(EnforcementErrors.NFT_FAILED, "refused");
      }
      if (batch.equals("list tables inet")) {
        return tableStands ? List.of("table inet wardgate") : List.of();
      }
      batches.add(batch);
      return List.of();
    }

    @Override
    public boolean usable() {
      return !over;
    }

    @Override
    public void close() {
      over = true;
    }
  }
}
