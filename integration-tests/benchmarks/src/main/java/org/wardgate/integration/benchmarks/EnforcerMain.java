package org.wardgate.integration.benchmarks;

/** In a gateway's namespace: puts a lane's devices in force and ends; the rules stay. */
final class EnforcerMain {
  private EnforcerMain() {}

  /** Lane and number of devices. */
  public static void main(String[] arguments) throws Exception {
    Lane lane = new Lane(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    System.out.println(new Enforcer().reconcileMs(lane.placements()));
    // as a kill does: what is in force stays
    Runtime.getRuntime().halt(0);
  }
}
