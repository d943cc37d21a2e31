package org.wardgate.integration.ward;

import static org.assertj.core.api.Assertions.assertThat;

/** A device stops answering: its radio is out of reach for some time. */
final class SilentDevice {
  private static final String WARD = "wardgate-ward";
  private static final int PATIENCE_SECONDS = 240;

  private final DemoWard ward;
  private final String device;

  SilentDevice(DemoWard ward, String device) {
    this.ward = ward;
    this.device = device;
  }

  /** It is restricted, not quarantined, keeps its therapy floor, and comes back by itself. */
  void isRestrictedKeepsItsFloorAndReturns() throws Exception {
    String address = ward.address(device);
    nft("add table inet mute");
    nft("add chain inet mute out { type filter hook output priority 0 ; }");
    nft("add rule inet mute out ip saddr " + address + " udp dport 5684 drop");
    await("RESTRICTED");
    assertThat(ward.trust(device).path("challenges").path("stale").asBoolean()).isTrue();
    String rules =
        Shell.run("ip", "netns", "exec", "wardgate-gw", "nft", "list", "ruleset").output();
    assertThat(rules).as("the therapy floor").contains(address + " . ");
    nft("delete table inet mute");
    await("ADMITTED");
  }

  private void await(String state) throws Exception {
    Wait.until(
        PATIENCE_SECONDS,
        () -> device + " to be " + state + ": " + ward.lastStates(),
        () -> state.equals(ward.states().get(device)));
  }

  private static void nft(String command) throws Exception {
    Shell.Result result = Shell.run("ip", "netns", "exec", WARD, "nft", command);
    assertThat(result.status()).as(result.output()).isZero();
  }
}
