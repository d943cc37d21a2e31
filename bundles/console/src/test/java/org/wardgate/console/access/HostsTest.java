package org.wardgate.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class HostsTest {

  private final Hosts hosts = new Hosts(List.of("gateway-1.ward.example"));

  @Test
  void servesLoopbackAndWhatIsAllowed() {
    assertThat(
            List.of(
                "127.0.0.1",
                "127.0.0.1:8480",
                "localhost:8480",
                "LOCALHOST",
                "[::1]:8480",
                "gateway-1.ward.example"))
        .allMatch(hosts::serves);
  }

  @Test
  void servesNobodyElse() {
    assertThat(
            List.of(
                "",
                ":8480",
                "127.0.0.2",
                "127.0.0.1.example",
                "localhost.",
                "[::2]",
                "::1",
                "localhost:8480:1",
                "localhost/",
                "user@localhost",
                "localhost:123456"))
        .noneMatch(hosts::serves);
  }

  @Test
  void anOriginMustBeTheVeryAuthority() {
    assertThat(hosts.sameOrigin("http://localhost:8480", "localhost:8480", false)).isTrue();
    assertThat(hosts.sameOrigin("http://localhost:8481", "localhost:8480", false)).isFalse();
    assertThat(hosts.sameOrigin("http://evil.example", "evil.example", false)).isFalse();
    assertThat(hosts.sameOrigin("ftp://localhost:8480", "localhost:8480", false)).isFalse();
    assertThat(hosts.sameOrigin("null", "localhost:8480", false)).isFalse();
  }

  @Test
  void aPageThatCameWithoutTlsDoesNotAskOverTls() {
    assertThat(hosts.sameOrigin("http://localhost", "localhost", true)).isFalse();
    assertThat(hosts.sameOrigin("https://localhost", "localhost", true)).isTrue();
    // behind what ends TLS for the gateway
    assertThat(hosts.sameOrigin("https://localhost", "localhost", false)).isTrue();
  }

  @Test
  void badConfigurationIsRefused() {
    for (String bad : new String[] {"", "a b", "host:1", "*", "Ä"}) {
      assertThatThrownBy(() -> new Hosts(List.of(bad)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property(tries = 300)
  void anythingIsAnswered(@ForAll @StringLength(max = 300) String text) {
    assertThat(hosts.sameOrigin(text, "localhost", false) && !hosts.serves("localhost")).isFalse();
    hosts.serves(text);
  }
}
