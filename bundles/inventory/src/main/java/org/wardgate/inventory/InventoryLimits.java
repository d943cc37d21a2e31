package org.wardgate.inventory;

/** How much an inventory may contain. Beyond any of these it is refused as a whole. */
final class InventoryLimits {
  /** Size of the file. */
  static final int FILE_MAX_BYTES = 64 * 1024 * 1024;

  /** Size of the detached signature, certificates included. */
  static final int SIGNATURE_MAX_BYTES = 64 * 1024;

  /** Size of the file of anchors. */
  static final int ANCHORS_MAX_BYTES = 64 * 1024;

  /** Nesting of JSON arrays and objects; the documented form needs 7. */
  static final int DEPTH_MAX = 8;

  /** Length of one JSON string: a PEM bundle. */
  static final int STRING_MAX_CHARS = 64 * 1024;

  /** Length of one JSON name. */
  static final int NAME_MAX_CHARS = 64;

  /** Length of one JSON number. */
  static final int NUMBER_MAX_CHARS = 24;

  /** Devices. */
  static final int DEVICES_MAX_COUNT = 100_000;

  /** Device classes. */
  static final int CLASSES_MAX_COUNT = 1_000;

  /** Manufacturers. */
  static final int MANUFACTURERS_MAX_COUNT = 1_000;

  /** Certificates of one kind of one manufacturer, or of one authority. */
  static final int CERTIFICATES_MAX_COUNT = 64;

  /** MUD authorities of one manufacturer. */
  static final int AUTHORITIES_MAX_COUNT = 64;

  /** Flows in one therapy floor. */
  static final int FLOOR_MAX_COUNT = 64;

  /** Length of a name for people, and of a serial number. */
  static final int LABEL_MAX_CHARS = 128;

  /** Length of a MUD URL. */
  static final int URL_MAX_CHARS = 2_048;

  /** Authorities that may issue advisories. */
  static final int ADVISORY_AUTHORITIES_MAX_COUNT = 64;

  /** Controller classes; models with controllers; approved files: each. */
  static final int MUD_SERVICES_MAX_COUNT = 1_024;

  /** Prefixes of one controller class, or of one model's controllers. */
  static final int CONTROLLER_ADDRESSES_MAX_COUNT = 64;

  /** Length of a controller class, as in a MUD file. */
  static final int CLASS_URI_MAX_CHARS = 255;

  /** Files of devices beside the inventory. */
  static final int DEVICE_FILES_MAX_COUNT = 16;

  /** Size of one of them: about 60,000 devices in CSV. */
  static final int DEVICE_FILE_MAX_BYTES = 8 * 1024 * 1024;

  /** Therapy floors with a name. */
  static final int FLOORS_MAX_COUNT = 1_000;

  /** Organizations, and hardware types, of one manufacturer. */
  static final int RULE_VALUES_MAX_COUNT = 64;

  /** Revocation lists of one manufacturer. */
  static final int CRLS_MAX_COUNT = 16;

  /** Other gateways. */
  static final int PEER_GATEWAYS_MAX_COUNT = 256;

  /** Length of a pattern for names of flows: two names of RFC 8519 and the slash between. */
  static final int FLOW_PATTERN_MAX_CHARS = 160;

  /** Who may speak for one manufacturer's models. */
  static final int REFERENCE_SIGNERS_MAX_COUNT = 64;

  /** Models of one of them. */
  static final int MODELS_MAX_COUNT = 256;

  /** Playbooks. */
  static final int PLAYBOOKS_MAX_COUNT = 64;

  private InventoryLimits() {}
}
