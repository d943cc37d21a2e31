package org.wardgate.emulators.provision;

import java.nio.file.Path;

/**
 * Where the files of a demo lie.
 *
 * @param root the gateway's instance directory; absolute
 */
public record DemoLayout(Path root) {
  /** Makes the path absolute. */
  public DemoLayout {
    root = root.toAbsolutePath().normalize();
  }

  /** What the launcher reads. */
  public Path instance() {
    return root.resolve("instance.json");
  }

  /** The gateway's own data. */
  public Path data() {
    return root.resolve("data");
  }

  /** The admin API's token, which the gateway makes. */
  public Path adminToken() {
    return data().resolve("admin").resolve("admin.token");
  }

  /** The admin API's Unix socket, which the gateway opens. */
  public Path adminSocket() {
    return root.resolve("admin.sock");
  }

  /** The gateway's process id, while it runs. */
  public Path gatewayPid() {
    return root.resolve("gateway.pid");
  }

  /** What the hospital gives the gateway: the inventory and whom to trust. */
  public Path hospital() {
    return root.resolve("hospital");
  }

  /** The signed inventory. */
  public Path inventory() {
    return hospital().resolve("inventory.json");
  }

  /** Signature of the inventory. */
  public Path inventorySignature() {
    return hospital().resolve("inventory.json.p7s");
  }

  /** Who may sign the inventory. */
  public Path inventoryAnchors() {
    return hospital().resolve("inventory-anchors.pem");
  }

  /** The makers' signed reference values and endorsements. */
  public Path references() {
    return hospital().resolve("references");
  }

  /** Signed protection profiles; the demo needs none besides the built-in one. */
  public Path profiles() {
    return hospital().resolve("profiles");
  }

  /** Signed SBOMs and statements about vulnerabilities; the demo brings none. */
  public Path vulnerabilities() {
    return hospital().resolve("vulnerabilities");
  }

  /** Keys of secure elements, signed by the hospital and sealed for the gateway. */
  public Path deviceKeys() {
    return hospital().resolve("device-keys.p7m");
  }

  /** For whom device keys are sealed; the gateway writes it. */
  public Path deviceKeysRecipient() {
    return data().resolve("device-keys").resolve("recipient.pem");
  }

  /**
   * Keys and certificates of those who sign files for the demo, so that others can be signed to
   * try; a real gateway has none of these.
   */
  public Path signers() {
    return root.resolve("signers");
  }

  /** Roots of the makers. */
  public Path makerAnchors() {
    return signers().resolve("makers.pem");
  }

  /** Keys of secure elements, signed by the hospital and not sealed yet. */
  public Path signedDeviceKeys() {
    return signers().resolve("device-keys-signed.p7m");
  }

  /** Roots of the makers' HTTPS servers. */
  public Path webAnchors() {
    return hospital().resolve("web-anchors.pem");
  }

  /** Signed threat advisories to try: they are not applied by themselves. */
  public Path advisories() {
    return root.resolve("advisories");
  }

  /** Host names of the makers, in the form of {@code /etc/hosts}. */
  public Path hosts() {
    return root.resolve("hosts");
  }

  /** What the world process needs. */
  public Path world() {
    return root.resolve("world");
  }

  /** Configuration of the world process. */
  public Path worldConfig() {
    return world().resolve("world.json");
  }

  /** The makers' documents, one folder per host. */
  public Path web() {
    return world().resolve("web");
  }

  /** Chain of the makers' HTTPS server. */
  public Path webCertificate() {
    return world().resolve("web.pem");
  }

  /** Key of the makers' HTTPS server. */
  public Path webKey() {
    return world().resolve("web.key");
  }

  /** The emulated devices. */
  public Path ward() {
    return root.resolve("ward");
  }

  /** Configuration of the ward process. */
  public Path wardConfig() {
    return ward().resolve("ward.json");
  }

  /** One device's keys. */
  public Path device(String id) {
    return ward().resolve(id);
  }

  /** Which devices there are, good and hostile. */
  public Path roster() {
    return ward().resolve("roster.json");
  }

  /** What the processes of the demo print. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Held while a demo runs here. */
  public Path lock() {
    return root.resolveSibling(root.getFileName() + ".lock");
  }
}
