package org.wardgate.mud.file;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Extensions of MUD files that this gateway knows, and the nodes they add to the container. */
enum Extension {
  /** RFC 9472. */
  TRANSPARENCY("transparency"),
  /** RFC 9761. */
  TLS("ietf-mud-tls"),
  /** Owner and licence of a file; for lawyers alone. */
  OWNER("ol"),
  /** RFC 8995 appendix C; this gateway gets its vouchers otherwise. */
  MASA("masa"),
  /** How much a device may send and be sent. */
  BANDWIDTH("wardgate-bandwidth"),
  /** What a device may do before it is admitted. */
  BOOTSTRAPPING("wardgate-bootstrapping"),
  /** A certification statement. */
  CERTIFICATION("wardgate-certification"),
  /** What to configure before a device joins. */
  CONFIGURATION("wardgate-configuration");

  private final String declared;

  Extension(String declared) {
    this.declared = declared;
  }

  /** The nodes it adds, of which a file has one; the first is that of its specification. */
  Set<String> nodes() {
    return switch (this) {
      // the second has the prefix of the module, which older files write
      case TRANSPARENCY ->
          Set.of("ietf-mud-transparency:transparency", "mudtx:transparency", "transparency");
      case TLS -> Set.of("ietf-mud-tls:is-tls-dtls-profile-supported");
      case OWNER -> Set.of("ietf-ol:ol", "ol:ol", "ol");
      case MASA -> Set.of("ietf-mud-brski-masa:masa-server", "masa-server");
      case BANDWIDTH -> Set.of("wardgate-bandwidth:bandwidth");
      case BOOTSTRAPPING -> Set.of("wardgate-bootstrapping:bootstrapping");
      case CERTIFICATION -> Set.of("wardgate-certification:certification");
      case CONFIGURATION -> Set.of("wardgate-configuration:configuration");
    };
  }

  /** The extension a file declares by this name. */
  static Optional<Extension> declared(String name) {
    return Arrays.stream(values()).filter(e -> e.declared.equals(name)).findFirst();
  }

  /** The extension a node belongs to. */
  static Optional<Extension> ofNode(String key) {
    return Arrays.stream(values()).filter(e -> e.nodes().contains(key)).findFirst();
  }
}
