package org.wardgate.mud.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.mud.testing.MudJson.ace;
import static org.wardgate.mud.testing.MudJson.map;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.mud.compile.Analysis;
import org.wardgate.mud.testing.MudJson;

class MudDiffTest {
  private static final Map<String, Object> HTTPS = https("10.0.0.0/8");

  @Test
  void theSameRulesByOtherNamesAreNoChange() throws RefusedException {
    MudDiff diff = between(files(ace("a", "accept", HTTPS)), files(ace("b", "accept", HTTPS)));
    assertThat(diff.same()).isTrue();
    assertThat(diff.wider()).isFalse();
  }

  @Test
  void anAcceptingRuleMoreIsWiderAndOneLessIsNot() throws RefusedException {
    List<Object> one = files(ace("a", "accept", HTTPS));
    List<Object> two = files(ace("a", "accept", HTTPS), ace("b", "accept", https("192.0.2.0/24")));
    MudDiff more = between(one, two);
    assertThat(more.policy().added())
        .containsExactly("device may send TCP to port 443 of 192.0.2.0/24 (IPv4)");
    assertThat(more.policy().removed()).isEmpty();
    assertThat(more.wider()).isTrue();
    MudDiff less = between(two, one);
    assertThat(less.policy().removed()).hasSize(1);
    assertThat(less.wider()).isFalse();
  }

  @Test
  void aDenialLessIsWiderAndOneMoreIsNot() throws RefusedException {
    List<Object> one = files(ace("a", "accept", HTTPS));
    List<Object> two = files(ace("d", "drop", https("10.1.0.0/16")), ace("a", "accept", HTTPS));
    assertThat(between(one, two).wider()).isFalse();
    assertThat(between(two, one).wider()).isTrue();
  }

  @Test
  void rulesThatGrowAndShrinkArePaired() throws RefusedException {
    List<Object> narrow = files(ace("a", "accept", https("10.1.0.0/16")));
    List<Object> wide = files(ace("a", "accept", HTTPS));
    MudDiff grows = between(narrow, wide);
    assertThat(grows.policy().added()).isEmpty();
    assertThat(grows.policy().widened())
        .containsExactly(
            "device may send TCP to port 443 of 10.1.0.0/16 (IPv4) → device may send TCP to port"
                + " 443 of 10.0.0.0/8 (IPv4)");
    assertThat(grows.wider()).isTrue();
    MudDiff shrinks = between(wide, narrow);
    assertThat(shrinks.policy().narrowed()).hasSize(1);
    assertThat(shrinks.wider()).isFalse();
    MudDiff denialShrinks =
        between(files(ace("a", "drop", HTTPS)), files(ace("a", "drop", https("10.1.0.0/16"))));
    assertThat(denialShrinks.policy().narrowed()).hasSize(1);
    assertThat(denialShrinks.wider()).isTrue();
  }

  @Test
  void anotherOrderMattersOnlyAmongAcceptAndDeny() throws RefusedException {
    Object first = ace("a", "accept", HTTPS);
    Object second = ace("b", "accept", https("192.0.2.0/24"));
    Object denial = ace("d", "drop", https("10.1.0.0/16"));
    assertThat(between(files(first, second), files(second, first)).same()).isTrue();
    MudDiff reordered = between(files(denial, first), files(first, denial));
    assertThat(reordered.policy().reordered()).isTrue();
    assertThat(reordered.wider()).isTrue();
  }

  @Test
  void aWiderDenialThatComesTooLateIsNotCalledHarmless() throws RefusedException {
    MudDiff diff =
        between(
            files(ace("d", "drop", https("10.1.0.0/16")), ace("a", "accept", HTTPS)),
            files(ace("a", "accept", HTTPS), ace("d", "drop", https("10.0.0.0/9"))));
    assertThat(diff.policy().widened()).hasSize(1);
    assertThat(diff.wider()).isTrue();
  }

  @Test
  void factsThatChangeAreListed() throws RefusedException {
    Map<String, Object> before = file(files(ace("a", "accept", HTTPS)));
    Map<String, Object> after = file(files(ace("a", "accept", HTTPS)));
    MudJson.mud(after).put("firmware-rev", "1.1");
    MudJson.mud(after).put("is-supported", false);
    MudJson.mud(after).put("cache-validity", 1);
    MudJson.mud(after).put("extensions", List.of("wardgate-bandwidth"));
    MudJson.mud(after).put("wardgate-bandwidth:bandwidth", map("to-device-bytes-per-second", 5));
    MudDiff diff = between(before, after);
    assertThat(diff.facts())
        .containsExactly(
            "cache-validity: 24 hours → 1 hours",
            "is-supported: true → false",
            "firmware-rev: none → 1.1",
            "extensions: none → wardgate-bandwidth",
            "bandwidth: no limit → no limit from, 5 bytes/s to the device");
    assertThat(diff.same()).isFalse();
    assertThat(diff.wider()).isFalse();
  }

  @Test
  void aLimitThatIsRaisedOrLiftedIsWider() throws RefusedException {
    Map<String, Object> none = file(files(ace("a", "accept", HTTPS)));
    assertThat(between(limited(5), none).wider()).isTrue();
    assertThat(between(limited(5), limited(6)).wider()).isTrue();
    assertThat(between(limited(6), limited(5)).wider()).isFalse();
    assertThat(between(none, limited(5)).wider()).isFalse();
  }

  private static Map<String, Object> limited(int bytesPerSecond) {
    Map<String, Object> file = file(files(ace("a", "accept", HTTPS)));
    MudJson.mud(file).put("extensions", List.of("wardgate-bandwidth"));
    MudJson.mud(file)
        .put("wardgate-bandwidth:bandwidth", map("to-device-bytes-per-second", bytesPerSecond));
    return file;
  }

  private static List<Object> files(Object... aces) {
    return List.of(aces);
  }

  private static Map<String, Object> file(List<Object> aces) {
    return MudJson.file("ipv4-acl-type", aces, List.of());
  }

  private static MudDiff between(List<Object> before, List<Object> after) throws RefusedException {
    return between(file(before), file(after));
  }

  private static MudDiff between(Map<String, Object> before, Map<String, Object> after)
      throws RefusedException {
    return MudDiff.between(
        Analysis.of(MudJson.bytes(before)).accepted(),
        Analysis.of(MudJson.bytes(after)).accepted());
  }

  private static Map<String, Object> https(String cidr) {
    return map(
        "ipv4",
        map("destination-ipv4-network", cidr),
        "tcp",
        map("destination-port", map("port", 443)));
  }
}
