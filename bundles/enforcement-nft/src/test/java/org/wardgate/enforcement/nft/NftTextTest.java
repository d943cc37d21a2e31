package org.wardgate.enforcement.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wardgate.enforcement.nft.Policies.host;
import static org.wardgate.enforcement.nft.Policies.sending;
import static org.wardgate.enforcement.nft.Policies.udp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.Remote;

class NftTextTest {
  private static final NftText TEXT =
      new NftText(
          List.of(
              AddressRange.ofCidr("10.77.0.0/24").orElseThrow(),
              AddressRange.ofCidr("fd00:77::/64").orElseThrow()));
  private static final String ALPHABET =
      "[a-z0-9_ ./:,;@!{}()!=<>\"\\-\\n\\t]*"; // what generated text is made of

  private static @Nullable Namespace namespace;

  @BeforeContainer
  static void open() throws IOException {
    if (isRoot()) {
      namespace = new Namespace("wgt" + ProcessHandle.current().pid() % 100_000 + "-txt");
    }
  }

  @AfterContainer
  static void close() throws IOException {
    if (namespace != null) {
      namespace.close();
    }
  }

  @Test
  void looksLikeThis() throws RefusedException {
    PolicySet policy =
        new PolicySet(
            new org.wardgate.api.policy.ProfileId("0011aabbccddeeff"),
            "https://maker.example/pump",
            "",
            List.of(udp(host("203.0.113.20"), 443), udp(new Remote.Name("t.example"), 443)),
            List.of());

    assertThat(TEXT.compile(policy))
        .isEqualTo(
            """
            set p17_f0_0 {
            \ttype inet_proto . inet_service . inet_service . ipv4_addr
            \tflags interval
            \tcounter
            \telements = { 17 . 0-65535 . 443 . 203.0.113.20 }
            }
            set p17_f0_1 {
            \ttype inet_proto . inet_service . inet_service . ipv4_addr
            \tflags interval,timeout
            \tcounter
            }
            chain p17_fa {
            \tct direction original ct mark set ct mark and 0xffff0000 or 0x00000011 goto to_gate
            \tct mark set ct mark and 0x0000ffff or 0x00110000 goto to_gate
            }
            chain p17_ta {
            \tct direction original ct mark set ct mark and 0x0000ffff or 0x00110000 accept
            \tct mark set ct mark and 0xffff0000 or 0x00000011 accept
            }
            chain p17_from {
            \tct state established,related ct direction original ct mark and 0x0000ffff == 0x00000011 goto to_gate
            \tct state established,related ct direction reply ct mark and 0xffff0000 == 0x00110000 goto to_gate
            \tmeta l4proto . th sport . th dport . ip daddr @p17_f0_0 goto p17_fa
            \tmeta l4proto . th sport . th dport . ip daddr @p17_f0_1 goto p17_fa
            \tgoto vio
            }
            chain p17_to {
            \tct state established,related ct direction original ct mark and 0xffff0000 == 0x00110000 accept
            \tct state established,related ct direction reply ct mark and 0x0000ffff == 0x00000011 accept
            \tct state established,related ct direction reply meta l4proto != { 1, 58 } meta l4proto . th dport . th sport . ip saddr @p17_f0_0 goto p17_ta
            \tct state established,related ct direction reply meta l4proto != { 1, 58 } meta l4proto . th dport . th sport . ip saddr @p17_f0_1 goto p17_ta
            \tgoto den_to
            }
            """);
  }

  @Test
  void refusesAnInterfaceThatIsNone() {
    assertThatThrownBy(() -> TEXT.compileTable(sending(), "br0\" accept; iifname \"x"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("WG-NFT-0007");
  }

  @Property(tries = 300)
  void copiesNothingFromTheFile(@ForAll("policies") PolicySet policy) {
    try {
      String text = TEXT.compileTable(policy, "br0");
      assertThat(text).matches(ALPHABET);
      assertThat(text.toLowerCase(Locale.ROOT))
          .doesNotContain("example", "flush", "include", "urn", "reboot");
    } catch (RefusedException e) {
      assertThat(e.errorCode().code()).isEqualTo("WG-NFT-0006");
    }
  }

  @Property(tries = 60)
  void nftTakesWhateverIsNotRefused(@ForAll("policies") PolicySet policy) throws IOException {
    Namespace there = namespace;
    Assumptions.assumeTrue(there != null, "nft -c needs root");
    String table;
    try {
      table = TEXT.compileTable(policy, "br0");
    } catch (RefusedException e) {
      return;
    }
    Path file = Files.createTempFile("wardgate", ".nft");
    try {
      Files.writeString(file, table);
      assertThat(java.util.Objects.requireNonNull(there).run("nft -c -f " + file)).isEmpty();
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<PolicySet> policies() {
    return Generated.policies();
  }

  private static boolean isRoot() throws IOException {
    return "true".equals(System.getenv("CI"))
        || Files.readString(Path.of("/proc/self/status")).contains("\nUid:\t0\t");
  }
}
