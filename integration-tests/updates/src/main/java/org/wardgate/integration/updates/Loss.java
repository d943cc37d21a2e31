package org.wardgate.integration.updates;

import java.io.IOException;
import java.util.Random;

/** What else is lost as the plug is pulled. */
enum Loss {
  /** The gateway's process alone: the kernel keeps the rules. */
  PROCESS,
  /** The rules, too; the routing barrier stays. */
  RULES,
  /** Everything, as after a reboot that raises the barrier before it forwards. */
  REBOOT_WITH_BARRIER,
  /** Everything, as after a reboot that forwards only when the gateway is up. */
  REBOOT_WITHOUT_FORWARDING;

  private static final int KEPT_OF = 6;
  private static final int KEPT = 3;

  /** Half of the times nothing. */
  static Loss any(Random random) {
    int one = random.nextInt(KEPT_OF);
    return one < KEPT ? PROCESS : values()[1 + one - KEPT];
  }

  /** Before the gateway is started again. */
  void happen(Site site) throws IOException {
    switch (this) {
      case PROCESS -> {}
      case RULES -> site.inGateway("nft flush ruleset");
      case REBOOT_WITH_BARRIER -> {
        reboot(site);
        // as docs/operating.md says
        String cidr = site.plan().wardCidr();
        site.inGateway("ip rule add pref 8900 iif br0 fwmark 0x0/0x1 blackhole");
        site.inGateway("ip rule add pref 8903 nop");
        site.inGateway("ip rule add pref 8901 iif lo goto 8903");
        site.inGateway("ip rule add pref 8902 to " + cidr + " fwmark 0x0/0x1 blackhole");
        forward(site, true);
      }
      case REBOOT_WITHOUT_FORWARDING -> reboot(site);
    }
  }

  /** When the gateway is up. */
  void over(Site site) throws IOException {
    if (this == REBOOT_WITHOUT_FORWARDING) {
      forward(site, true);
    }
  }

  private static void reboot(Site site) throws IOException {
    forward(site, false);
    site.inGateway("nft flush ruleset");
    for (String family : new String[] {"-4", "-6"}) {
      for (int preference = 8_900; preference <= 8_903; preference++) {
        while (site.inGateway("ip " + family + " rule list pref " + preference).contains("from")) {
          site.inGateway("ip " + family + " rule del pref " + preference);
        }
      }
    }
    site.inGateway("sysctl -qw net.ipv4.conf.all.src_valid_mark=0");
  }

  private static void forward(Site site, boolean on) throws IOException {
    site.inGateway("sysctl -qw net.ipv4.ip_forward=" + (on ? 1 : 0));
  }
}
