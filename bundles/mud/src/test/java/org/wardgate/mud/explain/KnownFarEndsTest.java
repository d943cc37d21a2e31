package org.wardgate.mud.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wardgate.api.policy.Remote;
import org.wardgate.mud.file.AddressLiteral;
import org.wardgate.mud.file.CidrText;

class KnownFarEndsTest {
  private static final InetAddress NEAR = AddressLiteral.parse("10.1.0.1").orElseThrow();
  private static final InetAddress FAR = AddressLiteral.parse("192.0.2.1").orElseThrow();

  @Test
  void onlyWhoIsListedBelongs() {
    KnownFarEnds known =
        new KnownFarEnds(
            List.of(CidrText.read("10.0.0.0/8"), CidrText.read("fd00::/8")),
            Map.of(
                "a.example", Set.of(FAR),
                "urn:x", Set.of(FAR),
                "mud.example.com", Set.of(FAR),
                "https://mud.example.com/x", Set.of(FAR),
                "02:00:00:00:00:01", Set.of(FAR)));
    assertThat(known.contains(new Remote.LocalNetworks(), NEAR)).isTrue();
    assertThat(known.contains(new Remote.LocalNetworks(), FAR)).isFalse();
    for (Remote remote :
        List.of(
            new Remote.Name("a.example"),
            new Remote.Controller("urn:x"),
            new Remote.Maker("mud.example.com"),
            new Remote.Model("https://mud.example.com/x"),
            new Remote.Hardware("02:00:00:00:00:01"))) {
      assertThat(known.contains(remote, FAR)).isTrue();
      assertThat(known.contains(remote, NEAR)).isFalse();
    }
    assertThat(known.unknown()).isEmpty();
  }

  @Test
  void remembersWhatNothingIsKnownOf() {
    KnownFarEnds known = new KnownFarEnds(List.of(), Map.of());
    assertThat(known.contains(new Remote.LocalNetworks(), NEAR)).isFalse();
    assertThat(known.contains(new Remote.Name("a.example"), NEAR)).isFalse();
    assertThat(known.contains(new Remote.Name("a.example"), FAR)).isFalse();
    assertThat(known.unknown()).containsExactly("local-networks", "a.example");
  }

  @Test
  void isNeverAskedAboutRanges() {
    KnownFarEnds known = new KnownFarEnds(List.of(), Map.of());
    assertThatIllegalArgumentException().isThrownBy(() -> known.contains(new Remote.Any(), NEAR));
  }
}
