package org.wardgate.integration.updates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.wardgate.crypto.CryptoException;

/**
 * Updates a gateway again and again, kills it meanwhile, and looks at what comes up: the old set or
 * the new one, whole, well, with its journal in order; nobody's denied packet ever got through, and
 * the ward's device goes on as it was.
 */
final class Campaign implements AutoCloseable {
  private static final int BAD_ONE_OF = 6;
  private static final int CHANGED_MAX = 3;
  private static final int SUMMARY_EVERY = 10;
  private static final int LOG_LINES = 60;

  private final Site site;
  private final Gateway gateway;
  private final Packages packages;
  private final Signer signer;
  private final Path work;
  private final Random random;
  private final Consumer<String> out;
  private final Tally tally;

  private Release counts = Release.distribution();

  Campaign(Path distribution, Path work, long seed, Consumer<String> out)
      throws IOException, CryptoException {
    this.work = Files.createDirectories(work);
    this.random = new Random(seed);
    this.out = out;
    this.tally = new Tally();
    this.packages = new Packages(distribution);
    this.signer = new Signer();
    Path instance = work.resolve("instance");
    this.site = new Site(distribution, instance);
    try {
      this.gateway = new Gateway(distribution, instance, site, signer.anchors());
    } catch (IOException e) {
      site.close();
      throw e;
    }
  }

  /**
   * Kills so many times.
   *
   * @return what should not have been, a line each
   */
  List<String> run(int count) throws IOException {
    gateway.start();
    site.inGateway("nft list table inet wardgate");
    try (Traffic traffic = new Traffic(site)) {
      WardLook ward = new WardLook(site, gateway, traffic);
      ward.awaitAdmission();
      out.accept("the ward's device is admitted");
      for (int number = 1; number <= count && tally.passed().isEmpty(); number++) {
        one(number, ward);
        tally.passed(traffic.count());
        if (number % SUMMARY_EVERY == 0 || number == count) {
          out.accept(tally.summary(number, traffic.count(), ward));
        }
      }
    }
    return tally.findings();
  }

  private void one(int number, WardLook ward) throws IOException {
    boolean bad = random.nextInt(BAD_ONE_OF) == 0;
    Moment moment = Moment.any(random);
    Loss loss = Loss.any(random);
    Kill kill = new Kill(number, moment, loss, bad, next(number, bad));
    List<String> wrong = new ArrayList<>();
    try {
      handIn(kill.next());
      moment.await(gateway, kill.next(), random);
      ward.alone(true);
      gateway.kill();
      tally.killed(gateway.step(kill.next()), loss);
      wrong.addAll(ward.withoutGateway(loss));
      gateway.start();
      ward.alone(false);
      loss.over(site);
      wrong.addAll(ward.withGateway());
      gateway.await("update " + number + " is over", gateway::isAtRest);
      SetLook sets = new SetLook(gateway, packages, counts);
      wrong.addAll(sets.wrong(kill));
      counts = sets.should(kill);
      tally.came(counts.equals(kill.next()));
    } catch (IOException e) {
      wrong.add(String.valueOf(e.getMessage()));
      report(kill, wrong);
      gateway.kill();
      gateway.start();
      ward.alone(false);
      loss.over(site);
      gateway.await("update " + number + " is over", gateway::isAtRest);
      counts = new SetLook(gateway, packages, counts).should(kill);
      return;
    }
    report(kill, wrong);
  }

  private void report(Kill kill, List<String> wrong) throws IOException {
    for (String what : wrong) {
      tally.find(kill + ": " + what);
      out.accept(kill + ": " + what);
    }
    if (!wrong.isEmpty()) {
      out.accept(gateway.words(LOG_LINES));
    }
  }

  private Release next(int number, boolean bad) {
    Map<String, String> bundles = new HashMap<>(counts.bundles());
    String version = String.format(Locale.ROOT, "0.1.0.u%05d", number);
    for (int i = random.nextInt(CHANGED_MAX); i >= 0; i--) {
      bundles.put(packages.own().get(random.nextInt(packages.own().size())), version);
    }
    String broken = bad ? "org.wardgate.names" : "";
    if (bad) {
      bundles.put(broken, version);
    }
    return new Release("0.1." + number, bundles, broken);
  }

  private void handIn(Release next) throws IOException {
    Path file = work.resolve("update.dp");
    packages.write(next, next.broken(), file);
    Path inbox = Files.createDirectories(gateway.inbox());
    Files.write(inbox.resolve("update.dp.p7s"), signer.sign(file));
    Path beside =
        Files.move(file, inbox.resolve("update.part"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(beside, inbox.resolve("update.dp"), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    site.close();
  }
}
