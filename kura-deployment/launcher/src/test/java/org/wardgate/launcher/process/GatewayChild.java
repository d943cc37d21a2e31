package org.wardgate.launcher.process;

import java.nio.file.Path;

/** A gateway as a process of its own, for {@link StartAnewTest}. */
public final class GatewayChild {

  private GatewayChild() {}

  /** Runs the instance below a folder. */
  public static void main(String[] arguments) throws Exception {
    Path work = Path.of(arguments[0]);
    System.setProperty(UninterruptibleActivator.WORK, work.toString());
    String[] refusal = GatewayMain.run(work.resolve("instance"), work, work);
    if (refusal != null) {
      System.out.println(String.join(" ", refusal));
      System.exit(1);
    }
  }
}
