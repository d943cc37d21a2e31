package org.wardgate.emulators.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.wardgate.emulators.net.Programs;
import org.wardgate.emulators.provision.DemoLayout;

/**
 * For users who are not root: the demo again, inside a user namespace where it may make networks.
 * This process stays outside and offers the console on the machine's own loopback address.
 */
final class UserNamespace {
  /** A private /run, so that named network namespaces can be kept there. */
  private static final String PREPARE =
      "mount -t tmpfs tmpfs /run && mkdir /run/netns && ip link set lo up && exec \"$@\"";

  private static final long POLL_MILLIS = 200;

  private UserNamespace() {}

  /** Whether the kernel lets this user make a user namespace with networks inside. */
  static boolean possible() {
    return Programs.find("ip").isPresent()
        && Programs.find("nft").isPresent()
        && Programs.succeeds(command(List.of("ip", "netns", "add", "wardgate-probe")));
  }

  /** Runs the demo inside; its output is this process's, and it ends with this process. */
  static int run(Options options, DemoLayout layout, CountDownLatch stop)
      throws IOException, InterruptedException {
    try (AdminRelay relay = AdminRelay.open(layout.adminSocket())) {
      List<String> inner = new ArrayList<>();
      inner.add(HelperProcess.javaProgram());
      inner.addAll(List.of("-cp", ThisJar.classPath(), Demo.class.getName()));
      inner.addAll(options.arguments());
      inner.addAll(List.of("--inner", relay.address()));
      // a Ctrl-C is meant for this process, which then ends the inner one in order
      Process process =
          Programs.builder(HelperProcess.detached(command(inner)))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      while (!stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (!process.isAlive()) {
          return process.exitValue();
        }
      }
      process.destroy();
      return process.waitFor();
    }
  }

  private static List<String> command(List<String> inner) {
    List<String> command =
        new ArrayList<>(List.of("unshare", "-Urnm", "sh", "-e", "-c", PREPARE, "wardgate"));
    command.addAll(inner);
    return command;
  }
}
