package org.wardgate.integration.updates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether the ward's device has what it declared, and nothing else happened to it. */
final class WardLook {
  private static final long ADMITTED_SECONDS = 120;
  private static final long GOES_ON_SECONDS = 8;
  private static final long BACK_SECONDS = 45;
  private static final long STATE_SECONDS = 20;
  private static final long SETTLE_MS = 100;
  private static final long CLOSED_MS = 800;
  private static final long LOOK_MS = 20;

  private final Site site;
  private final Gateway gateway;
  private final Traffic traffic;

  private long slowestMs;
  private long enrolments;

  WardLook(Site site, Gateway gateway, Traffic traffic) {
    this.site = site;
    this.gateway = gateway;
    this.traffic = traffic;
  }

  /** Waits until the device is in, for good. */
  void awaitAdmission() throws IOException {
    if (!passes(ADMITTED_SECONDS) || !admitted(STATE_SECONDS)) {
      throw new IOException("the device was not admitted: " + state());
    }
    // it sends what it did not declare, for hours: that would cut it, and nothing else be tried
    gateway.tell(
        "/devices/" + Site.DEVICE + "/overrule",
        "{\"minutes\": 1440, \"reason\": \"it shall try what is denied\"}");
  }

  /** While no gateway looks, the device sends many undeclared packets. */
  void alone(boolean alone) throws IOException {
    if (alone) {
      enrolments = site.enrolments();
    }
    traffic.undeclared(alone);
  }

  /** What is wrong after the kill; loses besides what shall be lost. */
  List<String> withoutGateway(Loss loss) throws IOException {
    if (loss == Loss.PROCESS) {
      return passes(GOES_ON_SECONDS)
          ? List.of()
          : List.of("the device's declared traffic ended with the gateway's process");
    }
    loss.happen(site);
    Moment.pause(SETTLE_MS);
    long before = traffic.count().declared();
    Moment.pause(CLOSED_MS);
    return traffic.count().declared() == before
        ? List.of()
        : List.of("packets were forwarded without rules");
  }

  /** What is wrong once the gateway is up again. */
  List<String> withGateway() throws IOException {
    List<String> wrong = new ArrayList<>();
    long start = System.nanoTime();
    if (!passes(BACK_SECONDS)) {
      wrong.add("declared traffic does not pass again");
    }
    slowestMs = Math.max(slowestMs, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    if (!admitted(STATE_SECONDS)) {
      wrong.add("the device is " + state());
    }
    if (site.enrolments() != enrolments) {
      wrong.add("the device had to go through onboarding again");
    }
    site.inGateway("nft list table inet wardgate");
    return wrong;
  }

  private String state() throws IOException {
    return gateway.ask("/devices/" + Site.DEVICE).path("state").asText();
  }

  private boolean admitted(long seconds) throws IOException {
    return within(seconds, () -> state().equals("ADMITTED"));
  }

  private boolean passes(long seconds) throws IOException {
    long before = traffic.count().declared();
    return within(seconds, () -> traffic.count().declared() > before);
  }

  private static boolean within(long seconds, Gateway.Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    boolean holds = condition.holds();
    while (!holds && System.nanoTime() - end < 0) {
      Moment.pause(LOOK_MS);
      holds = condition.holds();
    }
    return holds;
  }

  /**
   * How often the device enrolled of its own accord: it does so when its handshakes are refused
   * several times, as while an update is tried that does not become well.
   */
  long enrolmentsMeanwhile() throws IOException {
    return site.enrolments() - 1;
  }

  /** Longest time from a gateway that is ready to the first declared connection. */
  long slowestMs() {
    return slowestMs;
  }
}
