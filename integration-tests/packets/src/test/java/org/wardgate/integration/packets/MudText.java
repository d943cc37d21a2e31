package org.wardgate.integration.packets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A MUD file as text, entry by entry. */
final class MudText {
  private final String url;
  private final List<String> from = new ArrayList<>();
  private final List<String> to = new ArrayList<>();

  MudText(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  /** An accepting entry about what the device sends; {@code matches} with single quotes. */
  MudText from(String matches) {
    return entry(from, matches, "accept");
  }

  MudText denyFrom(String matches) {
    return entry(from, matches, "drop");
  }

  /** An accepting entry about what is sent to the device. */
  MudText to(String matches) {
    return entry(to, matches, "accept");
  }

  MudText denyTo(String matches) {
    return entry(to, matches, "drop");
  }

  private MudText entry(List<String> entries, String matches, String forwarding) {
    entries.add(
        String.format(
            Locale.ROOT,
            "{'name':'ace%d','matches':{%s},'actions':{'forwarding':'%s'}}",
            entries.size(),
            matches,
            forwarding));
    return this;
  }

  /**
   * The file.
   *
   * @param aclType {@code ipv4-acl-type}, {@code ipv6-acl-type} or {@code eth-acl-type}
   */
  String file(String aclType) {
    String acls = acl("fr", aclType, from) + "," + acl("to", aclType, to);
    return String.join(
            "",
            "{'ietf-mud:mud':{'mud-version':1,'mud-url':'" + url + "',",
            "'last-update':'2026-01-01T00:00:00+00:00','cache-validity':48,'is-supported':true,",
            "'systeminfo':'Test device',",
            "'from-device-policy':{'access-lists':{'access-list':[{'name':'fr'}]}},",
            "'to-device-policy':{'access-lists':{'access-list':[{'name':'to'}]}}},",
            "'ietf-access-control-list:acls':{'acl':[" + acls + "]}}")
        .replace('\'', '"');
  }

  private static String acl(String name, String type, List<String> entries) {
    return "{'name':'"
        + name
        + "','type':'"
        + type
        + "','aces':{'ace':["
        + String.join(",", entries)
        + "]}}";
  }
}
