package org.wardgate.emulators.provision;

import java.time.Instant;
import java.util.List;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

/** An invented manufacturer: its CAs, its signers, its names. */
final class Maker {
  private final String id;
  private final String name;
  private final Authority root;
  private final Authority devices;
  private final Credential mudSigner;
  private final Credential referenceSigner;

  /**
   * @param id short name, part of its DNS names
   * @param name for people
   */
  Maker(String id, String name, Instant now) {
    this.id = id;
    this.name = name;
    this.root = Authority.root(name, now);
    this.devices = root.subordinate("Device CA");
    // whoever checks a file without the hospital's inventory finds the URL's host in its signer
    List<SubjectAltName> hosts = List.of(SubjectAltName.dns(mudHost()));
    this.mudSigner =
        root.endEntity(name + " MUD", Profile.CMS_SIGNER, issue -> issue.withSans(hosts));
    this.referenceSigner = root.endEntity(name + " Releases", Profile.CMS_SIGNER, issue -> issue);
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  /** Host of its MUD files. */
  final String mudHost() {
    return "mud." + id + ".example";
  }

  /** Where its devices send telemetry. */
  String telemetryName() {
    return "telemetry." + id + ".example";
  }

  Authority root() {
    return root;
  }

  /** Issues its IDevIDs. */
  Authority devices() {
    return devices;
  }

  Credential mudSigner() {
    return mudSigner;
  }

  Credential referenceSigner() {
    return referenceSigner;
  }
}
