package org.wardgate.emulators.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.wardgate.emulators.device.WardConfig;
import org.wardgate.emulators.net.Plan;
import org.wardgate.emulators.provision.Provisioning;

/**
 * What was asked on the command line.
 *
 * @param seconds how long it runs, absent until Ctrl-C
 * @param json one JSON object per change instead of a table
 * @param count how many devices
 * @param keep whether to go on with what the last demo left
 * @param withClone whether one more device has a copy of another's identity
 * @param driftAfterSeconds when pump-06 changes its firmware after it joined; 0 for as usual
 * @param loopback whether to do without networks of their own, and without enforcement
 * @param instance the gateway's instance directory
 * @param home the distribution's top folder
 * @param consoleAddress where another demo process, which started this one inside a user namespace,
 *     offers the console; absent if there is none
 */
record Options(
    OptionalInt seconds,
    boolean json,
    int count,
    boolean keep,
    boolean withClone,
    int driftAfterSeconds,
    boolean loopback,
    Path instance,
    Path home,
    Optional<String> consoleAddress) {
  static final String USAGE =
      """
      usage: wardgate demo [--seconds N] [--json] [--count N] [--keep] [--clone]
                           [--drift N] [--loopback]
        --seconds N  end after N seconds (5 to 86400) instead of at Ctrl-C
        --json       print one JSON object per change, and a summary object at the end
        --count N    so many devices (%d to %d; usually %d), five of them hostile
        --keep       go on with the certificates and the journal of the last demo
        --clone      one device more, with a copy of pump-02's identity
        --drift N    pump-06 runs other firmware N seconds after it joined (usually %d)
        --loopback   no network namespaces: NOT ENFORCING, as where the kernel allows none
      """
          .formatted(
              Provisioning.DEVICES_MIN_COUNT,
              Plan.DEVICES_MAX_COUNT,
              Provisioning.DEVICES_USUAL_COUNT,
              WardConfig.DRIFT_AFTER_SECONDS);

  private static final int SECONDS_MIN = 5;
  private static final int SECONDS_MAX = 86_400;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException if it is wrong; the message says what
   */
  static Options of(List<String> arguments) {
    Deque<String> words = new ArrayDeque<>(arguments);
    OptionalInt seconds = OptionalInt.empty();
    boolean json = false;
    boolean keep = false;
    boolean withClone = false;
    int driftAfterSeconds = 0;
    boolean loopback = false;
    Optional<String> consoleAddress = Optional.empty();
    OptionalInt count = OptionalInt.empty();
    Path instance = ThisJar.instances().resolve("demo");
    Path home = ThisJar.home();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      switch (word) {
        case "--seconds" -> seconds = OptionalInt.of(number(word, words, SECONDS_MIN, SECONDS_MAX));
        case "--count" ->
            count =
                OptionalInt.of(
                    number(word, words, Provisioning.DEVICES_MIN_COUNT, Plan.DEVICES_MAX_COUNT));
        case "--json" -> json = true;
        case "--keep" -> keep = true;
        case "--clone" -> withClone = true;
        case "--drift" -> driftAfterSeconds = number(word, words, 1, SECONDS_MAX);
        case "--loopback" -> loopback = true;
        case "--inner" -> consoleAddress = Optional.of(value(word, words));
        case "--instance" -> instance = Path.of(value(word, words));
        case "--home" -> home = Path.of(value(word, words));
        default -> throw new IllegalArgumentException("unknown option " + word);
      }
    }
    return new Options(
        seconds,
        json,
        devices(count, withClone),
        keep,
        withClone,
        driftAfterSeconds,
        loopback,
        instance.toAbsolutePath(),
        home.toAbsolutePath(),
        consoleAddress);
  }

  private static int devices(OptionalInt asked, boolean withClone) {
    int clones = withClone ? 1 : 0;
    return Math.max(
        asked.orElse(Provisioning.DEVICES_USUAL_COUNT + clones),
        Provisioning.DEVICES_MIN_COUNT + clones);
  }

  /** The command line that says the same. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    seconds.ifPresent(value -> arguments.addAll(List.of("--seconds", Integer.toString(value))));
    if (json) {
      arguments.add("--json");
    }
    if (keep) {
      arguments.add("--keep");
    }
    if (withClone) {
      arguments.add("--clone");
    }
    if (driftAfterSeconds > 0) {
      arguments.addAll(List.of("--drift", Integer.toString(driftAfterSeconds)));
    }
    if (loopback) {
      arguments.add("--loopback");
    }
    arguments.addAll(List.of("--count", Integer.toString(count)));
    arguments.addAll(List.of("--instance", instance.toString(), "--home", home.toString()));
    return arguments;
  }

  private static String value(String option, Deque<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.removeFirst();
  }

  private static int number(String option, Deque<String> words, int min, int max) {
    String text = value(option, words);
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " needs a number, not " + text, e);
    }
    throw new IllegalArgumentException(option + " must be " + min + " to " + max);
  }
}
